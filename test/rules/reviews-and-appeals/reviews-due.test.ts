import t from 'tap'
import { type Dueness, daysOf } from '../../../src/rules/reviews-and-appeals/reviews-due.ts'

const lists: readonly Dueness[] = ['overdue', 'due', 'soon']
const listsWith = (dueOn: string, today: string) =>
  lists.filter((one) => daysOf(one, today).from <= dueOn && dueOn <= daysOf(one, today).to)

t.test('a review is in one list, by how near its day is', async (t) => {
  for (const [dueOn, list] of [
    ['2028-02-28', 'overdue'],
    ['2028-02-29', 'due'],
    ['2028-03-07', 'due'],
    ['2028-03-08', 'soon'],
    ['2028-04-11', 'soon'],
  ] as const)
    t.same(listsWith(dueOn, '2028-02-29'), [list], dueOn)
  t.same(listsWith('2028-04-12', '2028-02-29'), [])
})

t.test('a review that is due on 29 February is overdue on 1 March', async (t) => {
  t.same(listsWith('2028-02-29', '2028-03-01'), ['overdue'])
})
