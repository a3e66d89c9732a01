import { stringsFrom } from '../../platform/database/json.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { Beside, DescriptionList, Section, Tag } from '../../ui/index.ts'
import { type DeskCaseProps, deskAddress } from './desk-case.ts'
import { Paper, shows } from './desk-case-papers.tsx'
import type { View } from './moment.ts'
import { paperState } from './my-paper-list.tsx'
import { sayAnswer } from './questions.tsx'
import { askedFacts, type ChecklistItem, isEditable, type KeptFile, sectionsAt } from './rules.ts'
import { casesWords } from './words.ts'

// The paper stays in sight at the left; what it has to prove, and the decision on it, stand at the right.
export function Viewing({ file, ...props }: DeskCaseProps & { file: KeptFile }) {
  const { view, language } = props
  const item = view.items.find((candidate) => shows(candidate, file))
  return (
    <Beside paper={<Viewer file={file} view={view} language={language} />}>
      {item && <Paper item={item} {...props} />}
      <OtherPapers items={view.items.filter((other) => other !== item)} {...props} />
      <Facts view={view} language={language} />
    </Beside>
  )
}

function Viewer({ file, view, language }: { file: KeptFile; view: View; language: Language }) {
  const t = casesWords(language)
  const address: Href = `${deskAddress(view)}/files/${file.id}`
  return (
    <Section title={`${t('desk.viewer')}: ${file.name}`} id="viewer">
      {file.kind === 'pdf' ? (
        <iframe class="paper" src={address} title={file.name} />
      ) : (
        <img class="paper" src={address} alt={file.name} />
      )}
    </Section>
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

export function Facts({ view, language }: { view: View; language: Language }) {
  const { procedure, standing, situation } = view
  const say = procedure.words(language)
  // What was sent counts, and what the office has settled since.
  const answers = isEditable(procedure, standing.stage) ? standing.typed : stringsFrom(standing.facts)
  return (
    <>
      {answered(view).map((section) => (
        <Section title={say(`section.${section}`)}>
          <DescriptionList
            rows={askedFacts(procedure, section, situation).map((fact) => ({
              term: say(`fact.${fact}`),
              value: sayAnswer(procedure, fact, answers, situation, language) || '–',
            }))}
          />
        </Section>
      ))}
    </>
  )
}

// What only a later stage asks stands here once something of it is answered.
function answered({ procedure, standing, situation }: View): readonly string[] {
  const first = sectionsAt(procedure, procedure.starts)
  return Object.keys(procedure.sections).filter(
    (section) =>
      first.includes(section) || askedFacts(procedure, section, situation).some((fact) => standing.facts?.[fact]),
  )
}
