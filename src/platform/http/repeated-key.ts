interface Container {
  /** The names that an object has so far; none in a list. */
  readonly names: Set<string> | null
  /** Where in it the reader is: at a name, or at an index. */
  at: string | number
}

/**
 * The path to the first name that an object of a JSON text has twice, or undefined. The text has been parsed before and so is JSON: what is
 * between the marks of structure needs no look. `JSON.parse` keeps the last value and says nothing, and a reviver is not told either.
 */
export function repeatedKey(text: string): readonly (string | number)[] | undefined {
  const containers: Container[] = []
  let inside: Container | undefined
  let isName = false
  for (let place = 0; place < text.length; place += 1) {
    switch (text.charCodeAt(place)) {
      case 0x22: {
        const end = endOfString(text, place)
        if (isName && inside?.names) {
          const name = nameOf(text.slice(place + 1, end))
          inside.at = name
          if (inside.names.has(name)) return containers.map(({ at }) => at)
          inside.names.add(name)
          isName = false
        }
        place = end
        break
      }
      case 0x7b:
        inside = { names: new Set(), at: '' }
        containers.push(inside)
        isName = true
        break
      case 0x5b:
        inside = { names: null, at: 0 }
        containers.push(inside)
        break
      case 0x7d:
      case 0x5d:
        containers.pop()
        inside = containers.at(-1)
        isName = false
        break
      case 0x2c:
        if (typeof inside?.at === 'number') inside.at += 1
        else isName = true
        break
    }
  }
  return undefined
}

/** The place of the quotation mark that ends the string that begins here: the first with an even number of backslashes before it. */
function endOfString(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); ; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text.charCodeAt(before - 1) === 0x5c) before -= 1
    if ((end - before) % 2 === 0) return end
  }
}

/** A name as it is meant: two ways of writing a character are one name. */
const nameOf = (written: string): string => (written.includes('\\') ? JSON.parse(`"${written}"`) : written)
