/** Where a provider reads what it is told of: its lines, what was bought of it, its payments and its agreements. */
export const providedKinds = ['own-line', 'own-invoice', 'own-payment', 'service-agreement'] as const
export type ProvidedKind = (typeof providedKinds)[number]

/** What a provider hears of, where it is its own, by what it reads then. All else that happens on a case is none of its business. */
export const kindByProvided = {
  'line-provider.named': 'own-line',
  'line-provider.ended': 'own-line',
  'purchase.recorded': 'own-invoice',
  'purchase.reversed': 'own-invoice',
  'payment.held': 'own-payment',
  'payment.released': 'own-payment',
  'payment.instructed': 'own-payment',
  'payment.taken-back': 'own-payment',
  'payment.paid': 'own-payment',
  'payment.failed': 'own-payment',
  'service-agreement.drafted': 'service-agreement',
  'service-agreement.signed': 'service-agreement',
  'service-agreement.ended': 'service-agreement',
} as const satisfies Readonly<Record<string, ProvidedKind>>
export type ProvidedType = keyof typeof kindByProvided
type TypeOf<Kind extends ProvidedKind> = {
  [Type in ProvidedType]: (typeof kindByProvided)[Type] extends Kind ? Type : never
}[ProvidedType]

export const providedTypes = Object.keys(kindByProvided) as readonly ProvidedType[]
/** Those of one kind. */
export const providedOf = <Kind extends ProvidedKind>(kind: Kind) =>
  providedTypes.filter((type): type is TypeOf<Kind> => kindByProvided[type] === kind)

export const isProvided = (type: string): type is ProvidedType => Object.hasOwn(kindByProvided, type)
