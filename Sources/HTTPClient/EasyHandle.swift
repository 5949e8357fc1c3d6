internal import CCurl
internal import Wire

/// A transfer as libcurl holds it: one setter an option, one getter a fact.
@safe final class EasyHandle {
  let pointer: UnsafeMutableRawPointer
  private var fieldLines: UnsafeMutablePointer<curl_slist>?
  private let reason = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  init() {
    guard let pointer = unsafe curl_easy_init() else { fatalError("libcurl has no memory left") }
    unsafe self.pointer = pointer
    unsafe reason.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    unsafe check(ccurl_set_pointer(pointer, CURLOPT_ERRORBUFFER, reason))
    set(CURLOPT_NOSIGNAL, 1)
  }

  deinit {
    unsafe curl_easy_cleanup(pointer)
    unsafe curl_slist_free_all(fieldLines)
    unsafe reason.deallocate()
  }

  func setURL(_ url: HTTPURL) {
    set(CURLOPT_URL, url.text)
    set(CURLOPT_PATH_AS_IS, 1)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
  }

  func setMethod(_ method: HTTPMethod, body: [UInt8]) {
    switch method {
    case .head where body.isEmpty: set(CURLOPT_NOBODY, 1)
    case .get, .delete, .options:
      if !body.isEmpty { setBody(body) }
      if method != .get || !body.isEmpty { set(CURLOPT_CUSTOMREQUEST, method.name) }
    case .post: setBody(body)
    default:
      setBody(body)
      set(CURLOPT_CUSTOMREQUEST, method.name)
    }
  }

  private func setBody(_ body: [UInt8]) {
    unsafe check(ccurl_set_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
    // Without bytes of its own libcurl would read the program's standard input.
    if body.isEmpty { set(CURLOPT_COPYPOSTFIELDS, "") }
    unsafe body.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, unsafe !bytes.isEmpty else { return }
      unsafe check(ccurl_set_pointer(pointer, CURLOPT_COPYPOSTFIELDS, start))
    }
    set(CURLOPT_POST, 1)
  }

  func setFields(_ fields: HTTPFields) {
    for field in fields.fields {
      // To libcurl a colon with nothing after it takes the field out, and a semicolon leaves it empty.
      let isEmpty = field.value.allSatisfy { $0 == " " }
      addLine(isEmpty ? field.name + ";" : "\(field.name): \(field.value)")
    }
    addLine("Expect:")
    if fields["Content-Type"] == nil { addLine("Content-Type:") }
    unsafe check(ccurl_set_list(pointer, CURLOPT_HTTPHEADER, fieldLines))
  }

  private func addLine(_ line: String) {
    guard let lines = unsafe curl_slist_append(fieldLines, line) else {
      fatalError("libcurl has no memory left")
    }
    unsafe fieldLines = lines
  }

  func setUserAgent(_ name: String) { set(CURLOPT_USERAGENT, name) }

  func setTimeouts(connecting: Duration, whole: Duration) {
    set(CURLOPT_CONNECTTIMEOUT_MS, connecting.wholeMilliseconds)
    set(CURLOPT_TIMEOUT_MS, whole.wholeMilliseconds)
  }

  /// Checks certificates and the names in them, against the file's authorities or the system's.
  func setCertificateAuthorities(_ file: String?) {
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    guard let file else { return }
    set(CURLOPT_CAINFO, file)
    unsafe check(ccurl_set_string(pointer, CURLOPT_CAPATH, nil))
  }

  /// An empty name keeps libcurl from looking into the environment.
  func setProxy(_ proxy: HTTPURL?) {
    set(CURLOPT_PROXY, proxy?.origin ?? "")
    set(CURLOPT_NOPROXY, "")
  }

  /// Gives up at once when the answer says that it is longer.
  func setMaximumSize(_ bytes: Int) {
    unsafe check(ccurl_set_offset(pointer, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(bytes)))
  }

  /// `context` is given to both functions, with each field and each piece of the body, and back by `context(of:)`.
  ///
  /// It is not retained.
  func setReceivers(
    fields: ccurl_write_function, body: ccurl_write_function, _ context: UnsafeMutableRawPointer
  ) {
    unsafe check(ccurl_set_function(pointer, CURLOPT_HEADERFUNCTION, fields))
    unsafe check(ccurl_set_pointer(pointer, CURLOPT_HEADERDATA, context))
    unsafe check(ccurl_set_function(pointer, CURLOPT_WRITEFUNCTION, body))
    unsafe check(ccurl_set_pointer(pointer, CURLOPT_WRITEDATA, context))
    unsafe check(ccurl_set_pointer(pointer, CURLOPT_PRIVATE, context))
  }

  static func context(of pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    var context: UnsafeMutableRawPointer?
    unsafe check(ccurl_get_pointer(pointer, CURLINFO_PRIVATE, &context))
    return unsafe context
  }

  var status: HTTPStatus {
    var code = 0
    unsafe check(ccurl_get_long(pointer, CURLINFO_RESPONSE_CODE, &code))
    return HTTPStatus(code)
  }

  /// The fields of the last answer, without trailers and those of interim answers.
  var fields: HTTPFields {
    var fields = HTTPFields()
    var last: UnsafeMutablePointer<curl_header>?
    while let field = unsafe curl_easy_nextheader(pointer, UInt32(CURLH_HEADER), -1, last) {
      unsafe fields.append(String(cString: field.pointee.name), String(cString: field.pointee.value))
      unsafe last = field
    }
    return fields
  }

  /// What went wrong, in libcurl's words; empty where it has none.
  var failureDetail: String { unsafe String(cString: reason) }

  private func set(_ option: CURLoption, _ value: Int) {
    unsafe check(ccurl_set_long(pointer, option, value))
  }
  private func set(_ option: CURLoption, _ value: String) {
    unsafe check(ccurl_set_string(pointer, option, value))
  }
}

/// An option is refused only where libcurl lacks it or has no memory left.
private func check(_ code: CURLcode) {
  guard code == CURLE_OK else { unsafe fatalError("libcurl: \(String(cString: curl_easy_strerror(code)))") }
}

extension Duration {
  /// At least 1, since libcurl takes 0 for no limit, and at most a day.
  fileprivate var wholeMilliseconds: Int {
    let bounded = Swift.min(Swift.max(self, .milliseconds(1)), .seconds(86_400)).components
    return Int(bounded.seconds) * 1_000 + Int(bounded.attoseconds / 1_000_000_000_000_000)
  }
}
