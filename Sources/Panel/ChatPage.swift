internal import Assistant
internal import Shop
internal import Wire

extension Panel {
  /// The chat, with a greeting in the shop's own words; whoever is not known here is led to the way in.
  func chat(_ request: HTTPRequest) async -> HTTPResponse {
    do {
      let reply = try await greet(try await bearer(request).session(at: "web"))
      let buttons = reply.choices.reduce("" as HTML) { "\($0)<button type=\"button\">\($1)</button>" }
      return page(pages.page("chat.html", ["saludo": "\(reply.text)", "opciones": buttons]))
    } catch let problem as HTTPProblem where problem.status == .unauthorized {
      return HTTPResponse(.seeOther, fields: ["Location": Self.entryPath])
    } catch {
      let notice: HTML = "La tienda no contesta ahora; vuelva a intentar en un momento."
      return page(pages.page("chat.html", ["saludo": notice, "opciones": ""]), .unavailable)
    }
  }
}
