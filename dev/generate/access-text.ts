import { kinds } from '../../src/fhir/kinds.ts'
import { viewOfPermission } from '../../src/permission-views.ts'
import type { Tagged } from '../../src/platform/http/route.ts'
import { grounds } from '../../src/rules/access/sight.ts'
import { views } from '../../src/rules/access/views.ts'

type Row = readonly string[]
const table = (head: Row, rows: readonly Row[]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
const keys = <Thing extends object>(thing: Thing) => Object.keys(thing) as (keyof Thing & string)[]

/** `docs/access.md`: who sees what of a record, why and until when, from the table that the queries are made of. */
export function accessText(operations: readonly Tagged[]): string {
  const viewOf = (operation: Tagged) => operation.view ?? viewOfPermission[operation.permission]
  const askedBy = keys(views).map((view) => {
    const ids = operations.filter((operation) => viewOf(operation) === view).map(({ id }) => `\`${id}\``)
    return [`\`${view}\``, views[view], ids.join(', ')]
  })
  const opened = keys(grounds).map((name) => {
    const ground = { looksOnly: false, general: false, ...grounds[name] }
    const notes = [ground.looksOnly && 'looks only', ground.general && 'falls away when restricted'].filter(Boolean)
    return [`\`${name}\``, ground.who, ground.purpose, ground.until, notes.join('; ') || '–']
  })
  const matrix = keys(views).map((view) => [
    `\`${view}\``,
    ...keys(grounds).map((name) => ((grounds[name].views as readonly string[]).includes(view) ? 'yes' : '·')),
  ])
  return `# Who sees what, why, and until when

This page is generated from [src/rules/access/sight.ts](../src/rules/access/sight.ts) by \`npm run contract\`. The queries of the service are
made of the same table, so that what is said here is what is done. It is written for whoever answers for information governance.

A record is opened on a *ground*. A ground has a purpose and an end, and opens *views*: categories of what is kept. Each operation is about
one view. Who has no ground that opens it gets the same answer as for a record that does not exist (404). Fields of another view
inside an answer are empty: null, or a list without items. A permission of a role opens the door of an operation and no record behind it.

Each time a record is opened, the service keeps who, on what ground, by which operation and when. The person can read that.

## Grounds

Where somebody has several, the first of this list that opens the view is kept with the read.

${table(['ground', 'who', 'purpose', 'until', 'note'], opened)}

## Which ground opens which view

${table(['view', ...keys(grounds).map((name) => `\`${name}\``)], matrix)}

Who decided reads on only what was decided on: of an expression of interest the goals and the person's words, of a plan the plan and what
led to it, of a review the review. A broker, and an officer of a council that pays into the scheme, see of a case that has ended the accounts alone.

## What each view holds, and the operations on it

${table(['view', 'what it holds', 'operations'], askedBy)}

## FHIR

What is read at \`/fhir/R4\` is seen as at the operation that tells the same, and the look is kept under its name.

${table(
  ['resource', 'operation'],
  kinds.map(({ type, follows }) => [`\`${type}\``, `\`${follows}\``]),
)}
`
}
