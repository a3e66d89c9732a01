import { stringsFrom } from '../../platform/database/json.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Beside, DescriptionList, Muted, PaperPair, PaperView, Section, Tag } from '../../ui/index.ts'
import { type DeskCaseProps, deskAddress } from './desk-case.ts'
import { Paper, shows } from './desk-case-papers.tsx'
import type { View } from './moment.ts'
import { paperState } from './my-paper-list.tsx'
import { sayAnswer } from './questions.tsx'
import { askedFacts, type ChecklistItem, isEditable, type KeptFile, sectionsAt } from './rules.ts'
import { casesWords } from './words.ts'

// The paper stays in sight at the left; what it has to prove, and the decision on it, stand at the right.
export function Viewing({ file, ...props }: DeskCaseProps & { file: KeptFile }) {
  const { view, language, compared } = props
  const item = view.items.find((candidate) => shows(candidate, file))
  const about = (
    <>
      {item && <Paper item={item} {...props} />}
      <OtherPapers items={view.items.filter((other) => other !== item)} {...props} />
      <Facts view={view} language={language} mayLook={props.mayLook} />
    </>
  )
  const viewer = <Viewer file={file} item={item} view={view} language={language} compared={compared} />
  if (!compared) return <Beside paper={viewer}>{about}</Beside>
  return (
    <>
      {viewer}
      {about}
    </>
  )
}

interface ViewerProps {
  readonly file: KeptFile
  readonly item: ChecklistItem | undefined
  readonly view: View
  readonly language: Language
  readonly compared: KeptFile | null
}

function Viewer(props: ViewerProps) {
  const { file, view, language, compared } = props
  const t = casesWords(language)
  const base = deskAddress(view)
  const pdf = [file, compared].some((one) => one?.kind === 'pdf')
  return (
    <Section title={`${t('desk.viewer')}: ${file.name}`} id="viewer" action={<Turning {...props} />}>
      {compared ? (
        <PaperPair>
          <figure>
            <figcaption>{t('viewer.now', { at: sayMoment(file.uploadedAt, language) })}</figcaption>
            <OnePaper file={file} base={base} language={language} />
          </figure>
          <figure>
            <figcaption>{t('viewer.before', { at: sayMoment(compared.uploadedAt, language) })}</figcaption>
            <OnePaper file={compared} base={base} language={language} />
          </figure>
        </PaperPair>
      ) : (
        <OnePaper file={file} base={base} language={language} />
      )}
      <Muted>{t(pdf ? 'viewer.pdf' : 'viewer.keys')}</Muted>
    </Section>
  )
}

function OnePaper({ file, base, language }: { file: KeptFile; base: Href; language: Language }) {
  const t = casesWords(language)
  const words = {
    larger: t('viewer.larger'),
    smaller: t('viewer.smaller'),
    fit: t('viewer.fit'),
    left: t('viewer.left'),
    right: t('viewer.right'),
  }
  const kind = file.kind === 'pdf' ? 'pdf' : 'picture'
  return <PaperView name={file.name} kind={kind} src={`${base}/files/${file.id}`} words={words} />
}

// To the file before and after, through all papers of the case, and to the earlier version of this one.
function Turning({ file, item, view, language, compared }: ViewerProps) {
  const t = casesWords(language)
  const all = view.items.flatMap(({ files }) => files)
  const at = all.findIndex(({ id }) => id === file.id)
  const [before, after] = at < 0 ? [] : [all[at - 1], all[at + 1]]
  const address = (to: KeptFile, other = ''): Href => `${deskAddress(view)}?file=${to.id}${other}#viewer`
  const earlier = item?.earlier.filter(({ id }) => id !== file.id).at(-1)
  return (
    <Actions>
      {before && <a href={address(before)}>{t('viewer.previous')}</a>}
      {after && <a href={address(after)}>{t('viewer.next')}</a>}
      {compared && <a href={address(file)}>{t('viewer.alone')}</a>}
      {!compared && earlier && <a href={address(file, `&beside=${earlier.id}`)}>{t('viewer.compare')}</a>}
    </Actions>
  )
}

function OtherPapers({ items, view, language }: DeskCaseProps & { items: readonly ChecklistItem[] }) {
  return (
    <Section title={casesWords(language)('case.documents')}>
      <ul>
        {items.map((item) => {
          const { title, tag, state } = paperState(item, view, language)
          const [file] = item.files
          return (
            <li>
              {file ? (
                <a href={`${deskAddress(view)}?file=${file.id}#viewer`} data-key={item.state === 'uploaded' && 'v'}>
                  {title}
                </a>
              ) : (
                title
              )}{' '}
              <Tag tone={toneOfPaper[state]}>{tag}</Tag>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

const toneOfPaper = { ok: 'ok', wait: 'wait', missing: 'due', back: 'late' } as const

export function Facts({ view, language, mayLook }: { view: View; language: Language; mayLook: boolean }) {
  const { procedure, standing, situation } = view
  const say = procedure.words(language)
  // What was sent counts, and what the office has settled since.
  const answers = isEditable(procedure, standing.stage) ? standing.typed : stringsFrom(standing.facts)
  return (
    <>
      {answered(view, mayLook).map(({ section, facts }) => (
        <Section title={say.find(`section.${section}.desk`) ?? say(`section.${section}`)}>
          <DescriptionList
            rows={facts.map((fact) => ({
              term: say.find(`fact.${fact}.desk`) ?? say(`fact.${fact}`),
              value: sayAnswer(procedure, fact, answers, situation, language) || '–',
            }))}
          />
        </Section>
      ))}
    </>
  )
}

// What only a later stage asks stands here once something of it is answered; a section of guarded facts alone doesn't.
function answered({ procedure, standing, situation }: View, mayLook: boolean) {
  const first = sectionsAt(procedure, procedure.starts)
  const shown = (fact: string) => mayLook || !procedure.guarded?.includes(fact)
  return Object.keys(procedure.sections)
    .map((section) => ({ section, facts: askedFacts(procedure, section, situation).filter(shown) }))
    .filter(({ section, facts }) =>
      first.includes(section) ? facts.length > 0 : facts.some((fact) => standing.facts?.[fact]),
    )
}
