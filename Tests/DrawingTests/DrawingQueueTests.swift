import Barcodes
import Drawing
import Synchronization
import Testing

@Suite struct `The queue of pictures` {
  private final class Watch: Sendable {
    private let count = Mutex((now: 0, most: 0))

    var most: Int { count.withLock(\.most) }

    func during<T>(_ work: () throws -> T) rethrows -> T {
      count.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      defer { count.withLock { $0.now -= 1 } }
      return try work()
    }
  }

  @Test func `draws one at a time, all of them`() async throws {
    let (queue, watch) = (DrawingQueue(), Watch())
    let picture = try CodePicture(QRCode("a"))
    let drawn = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for scale in 1...16 {
        group.addTask {
          try await queue.run { try watch.during { try picture.png(pixelsPerModule: scale) } }
        }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(drawn.count == 16)
    #expect(watch.most == 1)
  }

  @Test func `tells why a picture could not be drawn, and goes on`() async throws {
    let queue = DrawingQueue()
    let picture = try CodePicture(QRCode("a"))
    await #expect(throws: PictureTooLarge.self) {
      try await queue.run { try picture.png(pixelsPerModule: CodePicture.maximumScale + 1) }
    }
    #expect(try await !queue.run { try picture.png(pixelsPerModule: 1) }.isEmpty)
  }
}
