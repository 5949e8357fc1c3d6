extension DemoCatalogue {
  /// What the salon sells and uses; `DemoCatalogue` tells how a line is read.
  static let salon = """
    = Cabello > Shampoo | SHA | Cosmética Sajama
    Shampoo {Anticaída|Hidratante|Anticaspa|Neutro|Rizos Definidos|Matizador|Infantil} 400 ml | 42 | 25 | 14 \
    | alias champú {}, estratégico=Anticaída, mayor 6 38
    Shampoo {Anticaída|Hidratante} 1 L | 85 | 54 | 4 | alias champú {} litro
    Shampoo Seco 150 ml | 48 | 30 | 4 | nuevo
    = Cabello > Acondicionador | ACO | Cosmética Sajama
    Acondicionador {Hidratante|Reparador|Anticaída|Rizos Definidos|Matizador} 400 ml | 42 | 26 | 9 \
    | alias bálsamo {}, agotado=Hidratante
    Acondicionador Hidratante 1 L | 82 | 52 | 3 |
    = Cabello > Tratamientos | TRA | Cosmética Sajama
    Mascarilla Capilar {Argán|Keratina|Coco} 300 g | 55 | 33 | 6 | alias baño de crema {}
    Ampolla {Anticaída|Keratina} 12 ml | 15 | 7.50 | 10 | mayor 12 12.50
    Aceite de {Argán|Coco|Ricino} 60 ml | 45 | 24 | 6 | dormido=Ricino
    Crema para Peinar {Rizos|Lisos} 250 ml | 36 | 21 | 7 |
    Tónico Capilar Anticaída 120 ml | 65 | 38 | 3 |
    Alisado de Keratina 500 ml | 280 | 185 | 1.50 |
    Serum Puntas Abiertas 60 ml | 49 | 28 | 4 |
    = Cabello > Tintes | TIN | Belleza Tajibo
    Tinte {Negro|Castaño Oscuro|Castaño Claro|Rubio Ceniza|Rojo|Chocolate|Borgoña|Rubio Claro|Cobrizo} 60 g \
    | 38 | 22 | 13 | alias tintura {}, estratégico=Negro, escaso=Rojo, mayor 12 34
    Agua Oxigenada {20|30|10|40} Vol 120 ml | 12 | 6 | 10 | alias peróxido {} vol
    Polvo Decolorante {50 g|500 g} | 18/95 | 10/60 | 6 | alias decolorante {}
    = Rostro > Cremas | CRE | Cosmética Sajama
    Crema Hidratante {Día|Noche} 50 ml | 68 | 38 | 12 | alias crema facial {}, estratégico=Día
    Crema Antiarrugas 50 ml | 95 | 55 | 5 |
    Crema Contorno de Ojos 15 ml | 78 | 44 | 3 | dormido
    Crema Aclarante 50 ml | 72 | 42 | 3 | declive
    Crema de Aloe 100 g | 35 | 19 | 7 | alias crema de sábila, escaso
    = Rostro > Mascarillas | MAS | Cosmética Sajama
    Mascarilla Facial {Arcilla|Carbón|Pepino|Colágeno} 30 g | 14 | 7 | 7 | crece=Colágeno
    = Rostro > Sueros | SER | Cosmética Sajama
    Serum Antioxidante 30 ml | 120 | 66 | 105 | alias suero antioxidante, estratégico, agota
    Serum {Vitamina C|Ácido Hialurónico|Retinol} 30 ml | 110 | 62 | 8 | alias suero {}, crece=Vitamina C
    = Rostro > Limpiadores | LIM | Cosmética Sajama
    Gel Limpiador Facial 150 ml | 48 | 27 | 6 |
    Agua Micelar {400 ml|200 ml} | 52/32 | 30/18 | 7 | alias desmaquillante micelar {}
    Tónico Facial Rosas 200 ml | 38 | 20 | 4 |
    Desmaquillante Bifásico 120 ml | 44 | 25 | 2 | lento
    = Cuerpo > Exfoliantes | EXF | Cosmética Sajama
    Exfoliante Corporal {Café|Coco|Azúcar} 250 g | 46 | 25 | 3 | nuevo=Café
    = Cuerpo > Hidratantes | HID | Cosmética Sajama
    Crema Corporal {Almendras|Avena|Karité|Aloe} 400 ml | 39 | 22 | 11 | alias loción {}
    Aceite Corporal {Almendras|Rosa Mosqueta} 120 ml | 42 | 23 | 4 |
    = Cuerpo > Protectores solares | SOL | Cosmética Sajama
    Protector Solar {FPS 50|FPS 30} 120 ml | 79 | 46 | 9 | alias bloqueador {}, vence 420, estratégico=FPS 50
    Protector Solar Facial FPS 50 50 ml | 88 | 50 | 6 | alias bloqueador facial, vence 420, crece
    Bronceador Zanahoria 120 ml | 45 | 26 | 2 |
    = Manos y Pies > Cremas | CMP | Cosmética Sajama
    Crema de Manos {Karité|Avena|Rosas} 75 ml | 24 | 12 | 9 |
    Crema para Pies 100 ml | 28 | 15 | 4 |
    = Manos y Pies > Esmaltes | ESM | Belleza Tajibo
    Esmalte {Rojo|Nude|Rosa|Transparente|Vino|Blanco|Negro|Glitter} 10 ml | 16 | 7.50 | 9 \
    | alias pintura de uñas {}, lento=Glitter, mayor 12 13.50
    = Manos y Pies > Removedores | REM | Belleza Tajibo
    Quitaesmalte {100 ml|500 ml} | 12/38 | 6/22 | 8 | alias acetona {}
    Removedor de Cutícula 60 ml | 22 | 12 | 2 |
    = Maquillaje > Bases | BAS | Belleza Tajibo
    Base Líquida {Media|Clara|Oscura} 30 ml | 75 | 43 | 5 |
    Polvo Compacto {Medio|Claro} 12 g | 58 | 33 | 4 |
    = Maquillaje > Labiales | LAB | Belleza Tajibo
    Labial Mate {Rojo|Nude|Fucsia|Vino} | 35 | 18 | 8 | alias pintalabios {}
    Brillo Labial Cereza | 22 | 11 | 4 | declive
    = Maquillaje > Sombras | SOM | Belleza Tajibo
    Paleta de Sombras {Nude|Fiesta} | 95 | 55 | 2 | dormido=Fiesta
    Delineador de Ojos Negro | 28 | 14 | 6 |
    = Maquillaje > Máscaras | MAR | Belleza Tajibo
    Máscara de Pestañas {Volumen|a Prueba de Agua} | 52 | 29 | 5 | alias rímel {}
    = Herramientas > Tijeras | TIJ | Insumos Jacarandá
    Tijera de {Corte|Entresacar} 6 pulgadas | 145 | 88 | 0.80 |
    = Herramientas > Peines | PEI | Insumos Jacarandá
    Peine {de Cola|Fino|de Bolsillo} | 9 | 4 | 5 |
    Cepillo {Desenredante|Térmico|Neumático} | 32 | 17 | 3 |
    = Herramientas > Secadores | SEC | Insumos Jacarandá
    Secador de Cabello {1800 W|2200 W} | 260/420 | 170/290 | 0.60 |
    = Herramientas > Planchas | PLA | Insumos Jacarandá
    Plancha Alisadora {Cerámica|Titanio} | 290 | 190 | 0.60 | dormido=Titanio
    Rizadora 25 mm | 220 | 140 | 0.40 | dormido
    = Equipamiento > Lámparas | LAM | Insumos Jacarandá
    Lámpara UV para Uñas 36 W | 180 | 115 | 0.40 |
    = Desechables > Guantes | GUA | Insumos Jacarandá
    Guantes de Nitrilo {M|S|L} x100 | 62 | 41 | 4 | caja, alias guantes descartables {}, escaso=M
    = Desechables > Toallas | TOA | Insumos Jacarandá
    Toalla Desechable x50 | 48 | 30 | 2 |
    = Desechables > Capas | CAP | Insumos Jacarandá
    Capa de Corte Lavable | 55 | 32 | 0.80 |
    Capa Desechable x25 | 36 | 22 | 1.50 |
    = Higiene > Desinfectantes | DES | Limpieza Cantuta
    Alcohol 70 % {250 ml|1 L} | 11/28 | 6.50/18 | 7 |
    = Higiene > Jabones | JAB | Limpieza Cantuta
    Jabón Líquido {Lavanda|Manzana} 500 ml | 19 | 11 | 7 |
    Jabón de Tocador {Avena|Coco|Glicerina} 90 g | 6 | 3.50 | 13 | mayor 12 5.20
    = Higiene > Sanitizantes | SAN | Limpieza Cantuta
    Alcohol en Gel {250 ml|60 ml|1 L} | 15/7/42 | 8.50/3.50/27 | 5 | declive=1 L
    = Suplementos > Vitaminas | VIT | Cosmética Sajama
    {Vitamina C|Biotina|Colágeno|Omega 3} 60 cápsulas | 69 | 41 | 4 | vence 300
    = Suplementos > Proteínas | PRO | Cosmética Sajama
    Proteína {Vainilla|Chocolate} 1 kg | 240 | 170 | 1 | vence 240
    = Otros | OTR | Papelería Quirquincho
    Bolsa de Regalo {Mediana|Grande} | 8/12 | 3.50/5.50 | 4 |
    """
}
