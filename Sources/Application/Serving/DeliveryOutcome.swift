internal import Channels
internal import Shop
internal import Store
internal import Wire

extension OutgoingMessage {
  /// After so many tries a message is given up: about a day.
  private static let mostAttempts = 24

  /// After so many tries no other form is tried: the service sends us in a circle.
  private static let mostForms = 3

  /// What is done with the message after a service has said that of it.
  func outcome(_ delivery: Delivery) -> Mailroom.Outcome {
    switch delivery {
    case .sent(let id): .sent(as: id)
    case .never(let why): .dropped(why: why)
    case .retry(let seconds, let why): retry(after: seconds.map { Int64($0) }, why: why)
    case .otherForm(let other, let why) where other.rawValue != form && attempts < Self.mostForms:
      .postponed(seconds: 0, form: other.rawValue, why: why)
    case .otherForm(_, let why): .dropped(why: why)
    }
  }

  /// What is done with the message after a report of its failure, told as `Delivery.json`.
  func remedy(_ failure: String) -> Mailroom.Outcome {
    guard let delivery = (try? JSON(parsing: failure)).flatMap(Delivery.init(json:)) else {
      return .dropped(why: "el aviso guardado no se entiende")
    }
    return outcome(delivery)
  }

  /// To be tried again after so many seconds; by default twice as long after every try, up to two hours.
  func retry(after seconds: Int64? = nil, why: String) -> Mailroom.Outcome {
    guard attempts < Self.mostAttempts else { return .dropped(why: "se intentó demasiado: \(why)") }
    let pause = seconds ?? min(7200, 2 << Int64(min(attempts, 12)))
    return .postponed(seconds: max(1, pause), form: form, why: why)
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
