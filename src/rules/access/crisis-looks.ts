/**
 * Why a crisis team may look at what is to happen in a crisis: it names one of these each time. A closed list, and no words of its own, so that
 * whoever is told that it looked can be told why.
 */
export const crisisLookGrounds = {
  'person-asked': 'The person is in crisis, and asked for help.',
  'somebody-called': 'Somebody called about the person.',
  'in-care': 'The person is in our care tonight.',
  'emergency-service-asked': 'The police, the ambulance service or an emergency department asked.',
  'crisis-is-on': 'A crisis of the person has been declared, and is on.',
} as const
export type CrisisLookGround = keyof typeof crisisLookGrounds
export const crisisLookGroundNames = Object.keys(crisisLookGrounds) as readonly CrisisLookGround[]

/** How long a look lasts: as long as a broken glass. Who needs longer names a ground again. */
export const crisisLookMinutes = 60
