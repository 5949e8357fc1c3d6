extension DemoCatalogue {
  /// What the corner shop sells; `DemoCatalogue` tells how a line is read.
  static let groceries = """
    = Abarrotes > Granos y harinas | GRA | Abarrotes El Molle
    Arroz {Popular|Premium|Integral} 1 kg | 9.50 | 7.40 | 22 | mayor 10 8.80, estratégico=Popular
    Azúcar {Blanca|Morena} a granel | 7 | 5.40 | 18 | kilo
    Quinua a granel | 18 | 13 | 7 | kilo
    Lentejas a granel | 14 | 10 | 6 | kilo
    Maíz Pelado a granel | 12 | 8.50 | 4 | kilo
    Maní Crudo a granel | 22 | 16 | 4 | kilo
    Harina {Blanca|Integral} 1 kg | 8 | 6 | 11 |
    Avena en Hojuelas 500 g | 11 | 7.80 | 7 |
    Fideo {Tallarín|Codito|Tornillo|Cabello de Ángel} 400 g | 6.50 | 4.80 | 17 | alias pasta {}
    = Abarrotes > Aceites y conservas | ABA | Abarrotes El Molle
    Aceite {de Girasol|de Soya|Vegetal} 900 ml | 14 | 11 | 18 | alias aceite comestible {}, mayor 12 13, agotado=de Soya
    Aceite de Girasol 5 L | 72 | 59 | 3 |
    Aceite de Oliva 500 ml | 65 | 46 | 2 | dormido
    Atún {en Aceite|en Agua} 160 g | 13 | 9.20 | 12 |
    Sardinas en Tomate 155 g | 9 | 6.30 | 5 |
    Salsa de Tomate 340 g | 12 | 8.20 | 8 |
    Mayonesa {200 g|400 g} | 11/19 | 7.60/13.50 | 8 | vence 180
    Mostaza 200 g | 9 | 6 | 3 |
    Vinagre Blanco 500 ml | 7 | 4.50 | 4 |
    Duraznos en Almíbar 820 g | 24 | 17 | 2 | lento
    Sal {Fina|Gruesa} 1 kg | 3.50 | 2.20 | 9 |
    Café {Instantáneo|Molido} 200 g | 38 | 27 | 7 |
    Té {Negro|Manzanilla|Canela|de Coca} x20 | 6 | 3.80 | 8 | alias mate {}
    Cocoa 200 g | 14 | 9.50 | 5 |
    Leche en Polvo 800 g | 78 | 63 | 4 | escaso
    = Bebidas > Gaseosas | GAS | Bebidas Choqueyapu
    Gaseosa {Cola|Naranja|Papaya|Limón|Guaraná} 2 L | 12 | 9.20 | 28 | alias refresco {}, mayor 6 11.20
    Gaseosa {Cola|Naranja|Papaya} 500 ml | 5 | 3.60 | 24 | alias refresco personal {}
    = Bebidas > Aguas y jugos | AGU | Bebidas Choqueyapu
    Agua {sin Gas|con Gas} 600 ml | 4 | 2.40 | 22 |
    Agua sin Gas 2 L | 8 | 5.20 | 12 |
    Jugo {Durazno|Naranja|Manzana|Mango} 1 L | 10 | 7.20 | 12 | nuevo=Mango
    Isotónica {Azul|Naranja} 600 ml | 9 | 6.20 | 6 |
    Energizante 473 ml | 14 | 9.80 | 6 | crece
    = Bebidas > Licores | LIC | Bebidas Choqueyapu
    Cerveza Rubia {620 ml|Lata 350 ml} | 15/9 | 11/6.50 | 13 |
    Vino Tinto 750 ml | 48 | 33 | 2 |
    Singani 750 ml | 75 | 55 | 1.50 | dormido
    = Lácteos y Frescos > Leches y yogures | LAC | Lácteos Totora
    Leche {Entera|Deslactosada|Descremada} 1 L | 8 | 6.40 | 26 | vence 180, estratégico=Entera, agota=Entera
    Yogurt {Frutilla|Durazno|Natural} 1 L | 15 | 11 | 12 | vence 45, alias yogur {}
    Yogurt Bebible {Frutilla|Vainilla} 200 ml | 4 | 2.70 | 15 | alias yogur bebible {}
    Crema de Leche 200 ml | 9 | 6.40 | 6 | vence 120
    = Lácteos y Frescos > Quesos y fiambres | QUE | Lácteos Totora
    Queso Fresco | 42 | 32 | 18 | kilo, vence 35
    Queso Mozzarella | 62 | 47 | 9 | kilo, vence 90
    Jamón Cocido | 55 | 41 | 10 | kilo, vence 120
    Mantequilla 200 g | 16 | 11.50 | 7 | vence 120
    Salchichas x10 | 18 | 13 | 6 | vence 120
    Huevos maple x30 | 30 | 25 | 11 | estratégico
    Pan de Molde 600 g | 15 | 11 | 9 | vence 30
    = Golosinas y Snacks | SNA | Abarrotes El Molle
    Galletas {de Agua|de Vainilla|de Chocolate|Integrales|Saladas} 150 g | 5 | 3.30 | 16 | vence 150
    Chocolate {con Leche|Amargo|Blanco} 100 g | 14 | 9 | 7 | vence 200
    Papas Fritas {Clásicas|Picantes|Queso} 90 g | 7 | 4.60 | 12 | vence 150
    Caramelos Surtidos | 28 | 18 | 4 | kilo
    Chicle {Menta|Frutilla} | 1 | 0.50 | 20 |
    Alfajor {de Maicena|de Chocolate} | 4 | 2.40 | 10 |
    Maní Salado 100 g | 6 | 3.80 | 6 |
    Turrón de Almendras 200 g | 26 | 18 | 2 | lento
    = Limpieza > Ropa | LRO | Limpieza Cantuta
    Detergente en Polvo {Floral|Limón} 900 g | 19 | 14 | 10 | escaso=Limón
    Detergente en Polvo Floral 3 kg | 56 | 43 | 3 |
    Jabón de Lavar {Blanco|Azul} 200 g | 4 | 2.60 | 11 |
    Suavizante {Primavera|Bebé} 900 ml | 17 | 11.50 | 6 |
    = Limpieza > Casa | LMP | Limpieza Cantuta
    Lavandina {1 L|2 L|5 L} | 7/12/26 | 4.50/8/18 | 10 | alias cloro {}
    Lavavajillas {Limón|Manzana} 500 ml | 12 | 8 | 9 |
    Limpiador de Pisos {Lavanda|Pino|Cítrico} 900 ml | 13 | 8.80 | 6 |
    Esponja x3 | 7 | 4 | 7 |
    Escoba Clásica | 22 | 14 | 1.50 |
    Trapeador de Algodón | 28 | 18 | 1 |
    Bolsas de Basura {30 L|50 L} x10 | 9/12 | 5.80/8 | 6 |
    Papel Higiénico {x4|x12} | 11/30 | 8/23 | 14 | agotado=x4
    Servilletas x100 | 5 | 3.20 | 7 |
    Papel de Cocina x2 | 12 | 8 | 4 |
    Insecticida 360 ml | 24 | 16 | 3 | declive
    Desodorante Ambiental {Lavanda|Vainilla} 360 ml | 18 | 12 | 3 |
    = Cuidado Personal | CUI | Limpieza Cantuta
    Pasta Dental {Menta|Blanqueadora} 90 g | 12 | 8.20 | 9 | alias crema dental {}, agotado=Menta
    Cepillo Dental Medio | 9 | 5 | 5 |
    Pañales {G|M} x20 | 48 | 37 | 5 |
    Toallas Higiénicas x8 | 10 | 6.80 | 8 |
    Desodorante {Aerosol|Barra} 150 ml | 24 | 16 | 6 |
    Máquina de Afeitar x2 | 10 | 6.20 | 4 |
    = Librería > Cuadernos y papel | LIB | Papelería Quirquincho
    Cuaderno {100|50|200} Hojas | 12/7/22 | 7.50/4.20/15 | 6 |
    Resma de Papel Carta | 38 | 29 | 2 |
    Cartulina {Blanca|Celeste|Rosa} | 2.50 | 1.30 | 4 |
    = Librería > Escritura y útiles | UTI | Papelería Quirquincho
    Bolígrafo {Azul|Negro|Rojo} | 3 | 1.50 | 9 | mayor 12 2.50
    Lápiz HB | 2 | 0.90 | 6 |
    Marcador {Negro|Azul} | 7 | 4 | 3 |
    Goma de Borrar | 1.50 | 0.70 | 4 |
    Tajador Metálico | 2 | 1 | 3 |
    Pegamento en Barra 20 g | 6 | 3.50 | 3 |
    Regla 30 cm | 4 | 2 | 2 |
    Colores x12 | 22 | 14 | 2 |
    Plastilina x10 | 12 | 7.50 | 1.50 | dormido
    """
}
