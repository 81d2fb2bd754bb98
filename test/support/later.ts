/*
 * Loaded before a program, it has the program believe that it is so many days later. The clock of the machine is left alone, and what comes of a day is not
 * written into the database by a test.
 */
const later = Number(process.env.LATER_DAYS ?? 0) * 86_400_000
const realNow = Date.now
const shown = () => realNow() + later

globalThis.Date = new Proxy(Date, {
  construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [shown()] : given, as),
  get: (target, name) => (name === 'now' ? shown : Reflect.get(target, name)),
})
