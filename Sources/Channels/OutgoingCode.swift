internal import Assistant
internal import Barcodes
internal import Drawing
internal import Wire

/// A QR code that goes to a person as a picture: the outbox holds what it says, and it is drawn when it is sent.
extension Reply.Code {
  private static let member = "code"

  /// The code that a parcel carries; nil for one of words.
  init?(_ parcel: Parcel) {
    guard let code = parcel.content[Self.member], let link = code["link"]?.string,
      let title = code["title"]?.string
    else { return nil }
    self.init(link, title: title)
  }

  var parcel: Parcel { Parcel([Self.member: ["link": .string(link), "title": .string(title)]]) }

  /// As PNG; nil where the link is too long for a code.
  var drawing: [UInt8]? {
    guard let code = try? QRCode(link) else { return nil }
    return try? CodePicture(code, title: title).png(pixelsPerModule: CodePicture.screenScale)
  }
}

extension Reply {
  /// Where a service fetches the picture of the code; nil where there is none, or only the shop's network reaches it.
  var pictureURL: String? { code.flatMap { $0.link.hasPrefix("https://") ? $0.picture : nil } }
}
