import { readFile } from 'node:fs/promises'
import { parseSync } from 'oxc-parser'
import { sentencesIn } from '../../src/words/pages/sentences.ts'

/** The files in which the sentences stand that people read on pages and that the operations write: their words to staff are not among them. */
const spokenIn = [
  'src/words/steps.ts',
  'src/words/money-steps.ts',
  'src/words/crisis-html.ts',
  'src/words/notifications.ts',
  'src/words/outlook.ts',
  'src/words/recovery.ts',
  'src/words/reductions.ts',
  'src/words/routes.ts',
  'src/words/statement.ts',
  'src/words/what-stays.ts',
  ...[
    ...['beside-words', 'health-need-html', 'health-need-words', 'letter-appeal', 'letter-html', 'letter-words'],
    ...['off-plan-html', 'off-plan-words', 'restored-html', 'stays-html', 'surplus-html', 'surplus-words'],
    ...['waiting-html', 'waiting-words'],
  ].map((name) => `src/words/letters/${name}.ts`),
  ...['applying', 'deciding', 'transparency'].map((name) => `src/words/published/${name}.ts`),
  'src/spending/statement-html.ts',
  'src/budgets/explanation-html.ts',
  'src/budgets/explanation-words.ts',
] as const

/** Every sentence that the files say, with a place for each thing that is put into it, in the order of the files. */
export async function pageSentences(): Promise<string[]> {
  const found = new Set<string>()
  for (const path of spokenIn) {
    const text = await readFile(new URL(`../../${path}`, import.meta.url), 'utf8')
    for (const said of saidIn(parseSync(path, text).program as unknown as Any))
      for (const sentence of sentencesIn(said)) if (isSentence(sentence)) found.add(sentence)
  }
  return [...found]
}

/** A heading, or a sentence with words of its own: what is put together of parts alone says nothing to a translator. */
function isSentence(text: string): boolean {
  const words = text.replaceAll(/\{\w+\}/g, ' ').match(/\p{L}{2,}/gu) ?? []
  return text.startsWith('{') ? words.length > 2 : /^[\p{Lu}“]/u.test(text) && words.length > 0
}

/** A part of a file, as the parser tells it. */
type Any = { readonly type: string } & Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Any => typeof value === 'object' && value !== null && 'type' in value

/** What is code, and no words: names of modules, fields and kinds, and what is compared. */
const unsaid: ReadonlySet<string> = new Set([
  ...['ImportDeclaration', 'ExportAllDeclaration', 'TSTypeAnnotation', 'TSAsExpression', 'TSInterfaceDeclaration'],
  ...['TSTypeAliasDeclaration', 'BinaryExpression'],
])

function* saidIn(node: Any): Generator<string> {
  if (node.type === 'Literal' && typeof node.value === 'string') yield node.value
  if (node.type === 'TemplateLiteral') yield* textsOf(node)
  for (const [field, value] of Object.entries(node)) {
    if ((node.type === 'Property' && field === 'key') || (node.type === 'SwitchCase' && field === 'test')) continue
    for (const one of [value].flat()) {
      if (!isNode(one) || isToStaff(one)) continue
      if (one.type === 'TSAsExpression') yield* saidIn(one.expression as Any)
      else if (!unsaid.has(one.type)) yield* saidIn(one)
    }
  }
}

const isToStaff = (node: Any) => node.type === 'Property' && (node.key as Any).name === 'staff'

/** The texts of a template: one for each way in which words that it has itself are put into it or left out. */
function textsOf({ quasis, expressions }: Any): string[] {
  const taken = new Map<string, number>()
  const [first, ...others] = quasis as { value: { cooked: string } }[]
  return others.reduce(
    (texts, quasi, index) => {
      const ways = waysOf((expressions as Any[])[index] as Any, taken)
      return texts.flatMap((text) => ways.map((way) => text + way + quasi.value.cooked)).slice(0, 8)
    },
    [first?.value.cooked ?? ''],
  )
}

function waysOf(expression: Any, taken: Map<string, number>): string[] {
  const words = (node: unknown) =>
    isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
  if (expression.type === 'LogicalExpression' && expression.operator === '&&') {
    const right = words(expression.right)
    if (right !== undefined) return ['', right]
  }
  if (expression.type === 'ConditionalExpression') {
    const [yes, no] = [words(expression.consequent), words(expression.alternate)]
    if (yes !== undefined && no !== undefined) return [yes, no]
  }
  const name = nameOf(expression)
  const times = (taken.get(name) ?? 0) + 1
  taken.set(name, times)
  return [`{${name}${times > 1 ? times : ''}}`]
}

/** What a place is called: as what is put into it is, in the code. */
function nameOf(node: Any): string {
  const { name, property, arguments: given, expression } = node
  if (node.type === 'Identifier') return String(name)
  if (node.type === 'MemberExpression' && isNode(property) && property.type === 'Identifier')
    return String(property.name)
  if (node.type === 'ChainExpression' && isNode(expression)) return nameOf(expression)
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const [first] = given as Any[]
    return first ? nameOf(first) : 'part'
  }
  return 'part'
}
