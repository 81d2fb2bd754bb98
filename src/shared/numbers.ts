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

/** `1 hour 30 minutes`. */
export function inHours(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const left = minutes % 60
  const parts = [
    ...(hours > 0 ? [`${hours.toLocaleString('en-GB')} hour${hours === 1 ? '' : 's'}`] : []),
    ...(left > 0 || hours === 0 ? [`${left} minute${left === 1 ? '' : 's'}`] : []),
  ]
  return parts.join(' ')
}
