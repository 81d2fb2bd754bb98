const upToThreePlaces = new Intl.NumberFormat('en-GB')
const upToTwoPlaces = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 })

/** A number as people read it: `1,234`. Made once, since making a format takes a hundred times as long as using it. */
export function asRead(number: number): string {
  return upToThreePlaces.format(number)
}

/** The same to two places: `12.33`. */
export function toTwoPlaces(number: number): string {
  return upToTwoPlaces.format(number)
}
