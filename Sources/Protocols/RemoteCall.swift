internal import Wire

/// A message of JSON-RPC 2.0, as it comes in.
enum RemoteMessage {
  case request(RemoteRequest)
  case notification(method: String, parameters: JSON.Object)
  /// The answer to something that we asked; nil for a refusal.
  case answer(id: JSON, result: JSON?)
}

/// What a client asks for and wants an answer to.
struct RemoteRequest {
  /// A string or a whole number, 0 among them.
  let id: JSON
  let method: String
  let parameters: JSON.Object
}

/// Why a request is not answered with a result (JSON-RPC 2.0 §5.1 and MCP).
struct RemoteFault: Error, Hashable {
  enum Code: Int64 {
    case notJSON = -32700
    case invalidRequest = -32600
    case unknownMethod = -32601
    case invalidParameters = -32602
    case internalError = -32603
    /// A resource that is not there, before 2026-07-28.
    case unknownResource = -32002
    case fieldMismatch = -32020
    case unsupportedVersion = -32022
  }

  let code: Code
  let message: String
  let data: JSON?

  init(_ code: Code, _ message: String, data: JSON? = nil) {
    (self.code, self.message, self.data) = (code, message, data)
  }
}

extension RemoteMessage {
  /// - Throws: `RemoteFault.Code.invalidRequest` for what is none of the three.
  init(_ json: JSON) throws(RemoteFault) {
    guard let object = json.object, object["jsonrpc"] == "2.0" else {
      throw RemoteFault(.invalidRequest, "Se espera un objeto JSON-RPC con \"jsonrpc\":\"2.0\"")
    }
    guard let method = object["method"] else {
      guard let id = object["id"], id.isRemoteID, object["result"] != nil || object["error"] != nil else {
        throw RemoteFault(.invalidRequest, "Falta \"method\"")
      }
      self = .answer(id: id, result: object["result"])
      return
    }
    guard let method = method.string else {
      throw RemoteFault(.invalidRequest, "\"method\" tiene que ser un texto")
    }
    let parameters = object["params"] ?? .null
    guard let parameters = parameters.isNull ? JSON.Object() : parameters.object else {
      throw RemoteFault(.invalidRequest, "\"params\" tiene que ser un objeto")
    }
    guard let id = object["id"] else {
      self = .notification(method: method, parameters: parameters)
      return
    }
    guard id.isRemoteID else {
      throw RemoteFault(.invalidRequest, "\"id\" tiene que ser un texto o un número entero")
    }
    self = .request(RemoteRequest(id: id, method: method, parameters: parameters))
  }
}

extension RemoteFault {
  /// The answer; its id is null where the request's could not be read.
  func answer(to id: JSON?) -> JSON {
    var error: JSON.Object = ["code": JSON(code.rawValue), "message": .string(message)]
    error["data"] = data
    var answer: JSON.Object = ["jsonrpc": "2.0"]
    answer["id"] = id ?? .null
    answer["error"] = .object(error)
    return .object(answer)
  }
}

extension JSON {
  /// The id of a request, as far as it can be read.
  var remoteID: JSON? {
    guard let id = self["id"], id.isRemoteID else { return nil }
    return id
  }

  fileprivate var isRemoteID: Bool { string != nil || integer != nil }

  /// The answer to a request that came to this.
  static func answer(_ result: JSON.Object, to id: JSON) -> JSON {
    ["jsonrpc": "2.0", "id": id, "result": .object(result)]
  }
}
