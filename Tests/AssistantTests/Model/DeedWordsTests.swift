import Inventory
import TestSupport
import Testing

@testable import Assistant

@Suite struct `That something was done` {
  private func claimed(_ line: String, _ code: String, isTold: Bool = false) throws -> [String] {
    let language = try #require(Language(code))
    return DeedWords(try .shipped(language)).claimed(in: line) { isTold }
  }

  @Test(arguments: [
    ("es", "Registré la venta."), ("es", "Listo, vendido."), ("en", "I've sold them."), ("en", "Done, sold."),
    ("pt", "Registrei a venda."), ("pt", "Pronto, vendido."), ("es", "Acabo de registrar la venta."),
    ("es", "Ya procedí a anotarla."), ("es", "Registramos la venta."), ("es", "Perfecto, vendido."),
    ("en", "I've just recorded the sale."), ("en", "I already moved them."),
    ("pt", "Acabei de lançar a venda."),
    ("pt", "Registramos a venda."), ("es", "Te hice el pedido."), ("es", "Transferí la mercadería a Norte."),
    ("es", "Ya lo pasé a Norte."), ("es", "Cobré el pago."), ("es", "Le envié el pedido a Norte."),
    ("en", "I have placed the order."), ("en", "I've just sent it."), ("pt", "Enviei o pedido."),
    ("pt", "Fiz o pedido."),
  ])
  func `is claimed whatever else the line tells of`(_ code: String, _ line: String) throws {
    #expect(try !claimed(line, code, isTold: true).isEmpty)
  }

  @Test(arguments: [
    ("es", "Venta registrada."), ("es", "Venta de 2 cremas registrada."), ("es", "La venta fue registrada."),
    ("es", "Se registró la venta."), ("es", "Claro: la entrada ya ha sido anotada."),
    ("es", "Listo, registrado."), ("es", "Ya quedó anotado."), ("es", "No hay problema, venta registrada."),
    ("en", "The sale has been recorded."), ("en", "Sale recorded."), ("en", "It's been added."),
    ("en", "Done: recorded."), ("en", "The transfer was registered."), ("pt", "Venda registrada."),
    ("pt", "A venda foi registrada."), ("pt", "Já ficou anotado."), ("pt", "Pronto, registrado."),
    ("es", "Venta hecha."), ("es", "Vendido."), ("es", "Compra confirmada."), ("en", "Sold!"),
    ("en", "Sale completed."), ("pt", "Vendido."), ("pt", "Venda feita."), ("es", "Tu pedido fue enviado."),
    ("es", "Se envió el pedido."), ("es", "El precio ya está cambiado."), ("es", "Stock actualizado."),
    ("es", "Se transfirió la mercadería."), ("en", "Order placed."), ("en", "The order was sent."),
    ("en", "Stock updated."), ("pt", "Seu pedido foi enviado."), ("pt", "Estoque atualizado."),
  ])
  func `is claimed where the line tells of nothing that was done before`(
    _ code: String, _ line: String
  ) throws {
    #expect(try !claimed(line, code).isEmpty)
    #expect(try claimed(line, code, isTold: true).isEmpty)
  }

  @Test(arguments: [
    ("es", "No se registró ninguna venta."), ("es", "La última venta fue registrada el lunes."),
    ("es", "Ninguna compra fue anotada ayer."), ("es", "Fue el producto más vendido."),
    ("es", "Registre la venta cuando la haga."), ("es", "De hecho, registrá la entrada cuando llegue."),
    ("en", "No sale was recorded this week."), ("en", "The last sale was recorded on Monday."),
    ("en", "80% of the maximum has been sold."), ("en", "Record the sale when it arrives."),
    ("pt", "Nenhuma venda foi registrada."), ("pt", "A última venda foi registrada ontem."),
    ("pt", "Foi o produto mais vendido."), ("es", "Vendido: 35 · Comprado: 20"),
    ("es", "Producto más vendido."),
    ("es", "No pude registrar la venta."), ("es", "Esta semana registramos 12 ventas."), ("es", "Vendido 35"),
    ("en", "Sold: 35"), ("pt", "Vendido: 35"), ("es", "Pedí 60 de SER."),
    ("es", "Conviene enviar el pedido."),
    ("es", "Las ventas de la semana pasada subieron."), ("es", "El pedido está pendiente de enviar."),
    ("en", "Place the order today."), ("pt", "Convém enviar o pedido."),
  ])
  func `is not claimed by what only sounds like it`(_ code: String, _ line: String) throws {
    #expect(try claimed(line, code).isEmpty)
  }
}
