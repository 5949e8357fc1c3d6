/// What the terminal says by itself, beside the assistant's answers.
package enum TerminalPhrase: String, Phrase {
  case welcome = "terminal.welcome(shop,person)"
  case welcomeDemo = "terminal.welcome_demo(shop)"
  case commands = "terminal.commands(commands)"
  case unknownCommand = "terminal.unknown_command(command,commands)"
  case answersInJSON = "terminal.json_on"
  case answersInText = "terminal.json_off"
  case whichLanguage = "terminal.which_language(codes)"
  case language = "terminal.language"
  case inBranch = "terminal.branch(branch)"
  case inAllBranches = "terminal.all_branches"
  case unknownBranch = "terminal.unknown_branch(branch,branches)"
  case scanned = "terminal.scanned(product,price,left,count,total)"
  case unknownCode = "terminal.unknown_code(code)"
  case takenBack = "terminal.taken_back(product,count,total)"
  case nothingScanned = "terminal.nothing_scanned"
  case basketEmptied = "terminal.basket_emptied"
}
