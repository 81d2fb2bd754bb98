import type { ExcludedCategory } from './categories.ts'

/*
 * What no budget buys anywhere, as NHS commissioners publish it: alcohol, tobacco, gambling, debts, what is unlawful, and what the NHS gives everybody or charges for.
 * A scheme says it of itself in its own words; one that does not is not published, and what was published before is held to this all the same.
 */
const source = 'As NHS commissioners publish it for every budget'

export const neverBought: readonly ExcludedCategory[] = [
  {
    category: 'alcohol',
    sentence: 'A budget cannot pay for alcohol.',
    signpost: 'Drinkline gives free, confidential help: 0300 123 1110.',
    source,
  },
  {
    category: 'tobacco',
    sentence: 'A budget cannot pay for tobacco.',
    signpost: 'Your local stop smoking service is free: 0300 123 1044.',
    source,
  },
  {
    category: 'gambling',
    sentence: 'A budget cannot pay for gambling.',
    signpost: 'The National Gambling Helpline is free: 0808 8020 133.',
    source,
  },
  {
    category: 'debt-repayment',
    sentence: 'A budget cannot repay debts, loans or credit cards.',
    signpost: 'StepChange gives free debt advice: 0800 138 1111.',
    source,
  },
  {
    category: 'unlawful',
    sentence: 'A budget cannot pay for anything that is against the law.',
    signpost: 'Talk to your broker about other ways to reach your outcome.',
    source,
  },
  {
    category: 'emergency-care',
    sentence: 'Emergency care is free and stays yours, so a budget does not pay for it.',
    signpost: 'Call 999 in an emergency, or 111 and choose the mental health option.',
    source,
  },
  {
    category: 'primary-medical-care',
    sentence: 'Care from your GP is free and stays yours, so a budget does not pay for it.',
    signpost: 'Ask your GP practice.',
    source,
  },
  {
    category: 'nhs-charges',
    sentence: 'A budget cannot pay NHS prescription or dental charges.',
    signpost: 'The NHS Low Income Scheme can help with health costs.',
    source,
  },
]

/** What no budget of a scheme buys: its own list, and what of that no budget buys anywhere. */
export function withNeverBought(excluded: readonly ExcludedCategory[]): readonly ExcludedCategory[] {
  const missing = neverBought.filter(({ category }) => !excluded.some((own) => own.category === category))
  return missing.length === 0 ? excluded : [...excluded, ...missing]
}
