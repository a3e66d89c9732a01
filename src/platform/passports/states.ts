// Codes of ICAO Doc 9303 part 3, section 5, that are no codes of a country: the state that stands behind each. Others, such as
// those of refugees (XXB) or of the European Union (EUE), stand for no country in a list.
const behind: Readonly<Record<string, string>> = {
  D: 'DEU',
  GBD: 'GBR',
  GBN: 'GBR',
  GBO: 'GBR',
  GBP: 'GBR',
  GBS: 'GBR',
  RKS: 'XKX',
}

/** The three letters of the country that a code in a passport stands for, itself where it is a country's own. */
export function stateOf(code: string): string {
  return behind[code] ?? code
}
