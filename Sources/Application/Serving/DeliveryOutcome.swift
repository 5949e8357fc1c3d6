internal import Channels
internal import Shop
internal import Store
internal import Wire

extension OutgoingMessage {
  /// The seconds after which a message is given up: a day.
  private static let longestSeconds: Int64 = 86_400

  /// The longest pause of ours between two tries: what is said next to the same person waits behind it.
  private static let longestPause: Int64 = 300

  /// What is done with the message after a service has said that of it.
  func outcome(_ delivery: Delivery) -> Mailroom.Outcome {
    switch delivery {
    case .sent(let id): .sent(as: id)
    case .never(let why): .dropped(why: why)
    case .retry(let seconds, let why): retry(after: seconds.map { Int64($0) } ?? 1, why: why)
    case .otherForm(let other, let why): sent(in: other, why: why)
    }
  }

  /// To be sent in that form beside those that were tried, each of which is tried once.
  private func sent(in other: Parcel.Form, why: String) -> Mailroom.Outcome {
    guard let tried = Parcel.Form(name: form), !tried.contains(other) else { return .dropped(why: why) }
    return .postponed(seconds: 0, form: tried.union(other).name, why: why)
  }

  /// What is done with the message after a report of its failure, told as `Delivery.json`.
  func remedy(_ failure: String) -> Mailroom.Outcome {
    guard let delivery = (try? JSON(parsing: failure)).flatMap(Delivery.init(json:)) else {
      return .dropped(why: "el aviso guardado no se entiende")
    }
    return outcome(delivery)
  }

  /// To be tried again after so many seconds at least, and after every try twice as long as after the one before.
  func retry(after seconds: Int64 = 1, why: String) -> Mailroom.Outcome {
    guard age < Self.longestSeconds else { return .dropped(why: "se intentó demasiado: \(why)") }
    let pause = min(Self.longestPause, 2 << Int64(min(attempts, 12)))
    return .postponed(seconds: max(seconds, pause), form: form, why: why)
  }
}

extension Mailroom.Outcome {
  /// Under which name it is counted.
  var metric: String {
    switch self {
    case .sent: "mensajes_enviados"
    case .dropped: "mensajes_descartados"
    case .postponed: "mensajes_postergados"
    }
  }
}
