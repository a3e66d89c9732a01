import type { z } from 'zod'
import type { Db, Tx } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { JsonValue } from '../../platform/typesetting/index.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Catalogue } from '../../platform/words/catalogue.ts'
import type { Language, Text } from '../../platform/words/languages.ts'
import type { Deadline, Law } from '../law/index.ts'
import type { Mandate } from './access.ts'

/** Whom a case waits for in a stage; a closed stage waits for nobody. */
export type Waits = 'subject' | 'office' | 'others' | 'closed'
/** Who takes a step or fills in: the person whose case it is, the office, or the dean's office of the case's unit. */
export type Party = 'subject' | 'office' | 'unit'
export type Needs = 'every-answer' | 'every-document' | 'every-document-accepted'

/** What a procedure's rules may look at. Facts are those that are understood so far: a draft has few. */
export interface Situation<Facts, Background = unknown> {
  readonly facts: Partial<Facts>
  readonly stage: string
  readonly stageSince: Day
  readonly opened: Day
  readonly arrived: Day | null
  readonly today: Day
  readonly law: Law
  readonly background: Background
}

export interface WantedDocument {
  readonly type: string
  readonly title: Text
  readonly hint: Text
  /** Why it is asked: the words under the title. */
  readonly why: Text
  readonly optional?: boolean
  /** Who brings it; absent: the person or the office. A dean's office is asked, and sees, only what is named here. */
  readonly from?: readonly Party[]
  /** The program makes it from the answers, to be signed: the name of one of the procedure's papers. */
  readonly made?: string
  /** What the answers already say of it: an officer compares and confirms. */
  readonly record?: AnsweredRecord
  /** It is a photograph of the person, and must be like this. */
  readonly photo?: AskedPhoto
}

/** How an authority wants a photograph: its size on paper, and how its file must be. */
export interface AskedPhoto {
  /** Width by height: 30 × 40 mm, 35 × 45 mm, two inches square. */
  readonly ratio: '3x4' | '35x45' | '2inch'
  /** Pixels of the upright picture. */
  readonly minWidth: number
  readonly background: 'white' | 'blue' | 'any'
}

export interface AnsweredRecord {
  readonly number?: string | undefined
  readonly issued?: Day | undefined
  readonly ends?: Day | undefined
  /** Of the state that issued it, by its code. */
  readonly country?: string | undefined
}

export interface Choice {
  readonly value: string
  readonly text: Text
  readonly hint?: Text
  readonly group?: Text
}

/** A paper that the program sets from a case: a form to sign, a letter to send. */
export interface Paper<Facts, Background> {
  readonly template: () => Promise<string>
  readonly language: (situation: Situation<Facts, Background>) => Language
  readonly recipient: (situation: Situation<Facts, Background>) => string
  readonly subject: Text
  readonly content: (
    situation: Situation<Facts, Background>,
    issue: Issue,
    words: Worded,
  ) => Readonly<Record<string, JsonValue>>
  /** What of it an office may write itself. */
  readonly written?: Written<Facts, Background>
}

/** How an order decides cases of a procedure; its words are the messages `order.subject`, `order.text` and `order.annex`. */
export interface Ordered<Stage extends string, Facts, Background> {
  /** Where a case has to stand to be in one. */
  readonly stages: readonly Stage[]
  /** What the annex says beside number and name: columns of the procedure, or of `row`. */
  readonly columns: readonly string[]
  /** What only an order says of a case. */
  readonly row?: (
    situation: Situation<Facts, Background>,
    printed: { readonly language: Language; readonly number: string },
  ) => Readonly<Record<string, string>>
}

/** What goes to an authority as one package: printed, and as a folder of files. */
export interface Packed<Stage extends string, Facts, Background> {
  readonly title: Text
  /** Who gets it. */
  readonly to: Text
  /** Where a case has to stand for it. */
  readonly stages: readonly Stage[]
  /** The paper that is its letter: it goes into the register of letters. Its issue's input has `package` and `papers`, a count. */
  readonly cover?: string
  /** Papers that are filled from the record and lie before the others. */
  readonly forms?: readonly string[]
  /** Types of documents in the order in which they lie; one that the case doesn't want is passed over. */
  readonly documents: readonly string[]
  /** What the table of persons says beside number and name: columns of the procedure, or of `row`. */
  readonly columns: readonly string[]
  /** What only this table says; headed by the message `package.column.<name>`. */
  readonly row?: (situation: Situation<Facts, Background>, language: Language) => Readonly<Record<string, string>>
}

/** The texts of a paper that an office may change, as templates with placeholders in braces. */
export interface Written<Facts, Background> {
  /** Each part with the message that it begins as. The subject and the heading are one line, others are paragraphs. */
  readonly parts: Readonly<Record<string, string>>
  /** What may stand in braces; the message `placeholder.<name>` says what it means. */
  readonly placeholders: readonly string[]
  /** Without these the paper does not say what it is for. */
  readonly must: readonly string[]
  readonly values: (
    situation: Situation<Facts, Background>,
    issue: Issue,
    language: Language,
  ) => Readonly<Record<string, string>>
}

/** The parts of a paper in a language, with the placeholders filled. */
export type Worded = (language: Language) => Readonly<Record<string, string>>

/** What a letter is issued with, beside its number. */
export interface Issue {
  readonly day: Day
  readonly caseNumber: string
  readonly input: Typed
  readonly by: string
}

export interface Moment<Facts, Background> {
  readonly tx: Tx
  readonly house: House
  readonly institution: string
  readonly caseId: string
  readonly personId: string
  readonly by: { readonly id: string; readonly name: string }
  /** What the step was taken with. */
  readonly input: Typed
  readonly situation: Situation<Facts, Background>
}

type Settled<Facts> = { readonly [Fact in keyof Facts]?: Facts[Fact] | undefined }

export interface Step<Stage extends string, Facts, Background> {
  readonly from: NoInfer<Stage> | readonly NoInfer<Stage>[]
  readonly to: NoInfer<Stage>
  readonly by: Party | readonly Party[]
  /** What a representative's consent must name for it; absent: only the person takes it. */
  readonly mandate?: Mandate
  /** What the person is asked when they take the step. */
  readonly asks?: z.ZodObject
  readonly needs?: Needs
  /** A rule that says no, with its reason. */
  readonly unless?: (situation: Situation<Facts, Background>) => Refusal | null
  /** What of the answers to `asks` doesn't fit the case as it stands: a day that has passed. */
  readonly misfits?: (input: Typed, situation: Situation<Facts, Background>) => readonly Problem[]
  /** Facts that the step itself settles, from the answers to `asks`; one that is undefined goes. */
  readonly settles?: (input: Typed, situation: Situation<Facts, Background>) => Settled<Facts>
  /** The step takes the next number of this register; words and papers find it as `registered`. */
  readonly register?: string
  /** At least one document must have been returned or be missing: only then does this step make sense. */
  readonly whenSomethingIsMissing?: boolean
  /** Answers become facts, the case gets its number and reaches the office. */
  readonly arrives?: boolean
  /** A mail of the procedure's words, `mail.<step>.subject` and `.body`. */
  readonly tells?: 'subject' | 'office'
  /** The paper that goes out with it. */
  readonly letter?: string
  /** It can't be taken back: the page asks once more. */
  readonly final?: boolean
  readonly tone?: 'main' | 'soft' | 'danger'
  /** What else changes, in the same transaction. */
  readonly also?: (moment: Moment<Facts, Background>) => Promise<void>
}

/** What a stage after the decision still asks of the subject. */
export interface Later<Section extends string = string> {
  /** Pages of questions that are asked at no other stage. */
  readonly sections?: readonly Section[]
  /** Papers may be added, and the office judges them as they come. */
  readonly papers?: boolean
}

export interface Definition<Stage extends string, Shape extends z.ZodRawShape, Facts, Background> {
  readonly name: string
  /** The letter in the numbers of its cases: `KSLU-V-2026-00001`. Each procedure has another, one may have none. */
  readonly series?: string
  readonly words: Catalogue<string>['byData']
  readonly facts: z.ZodObject<Shape>
  /** The pages of questions, in order, each with its facts. */
  readonly sections: Readonly<Record<string, readonly (keyof Shape & string)[]>>
  /** Facts for those who may look at papers: a rector reads cases, not passports. */
  readonly guarded?: readonly (keyof Shape & string)[]
  /** What of the institution's own records the rules need. */
  readonly background: (db: Db, institution: string, subject: string | null) => Promise<Background>
  /** The background differs by the case's person, by whose id it is asked; lists ask without, with null. */
  readonly personal?: boolean
  readonly starts: NoInfer<Stage>
  readonly stages: Readonly<Record<Stage, Waits>>
  /** Stages in which the subject may change answers and papers. */
  readonly editable: readonly NoInfer<Stage>[]
  /** Who may do so, at all of them or stage by stage; absent: the subject alone. A dean's office is not asked what stands in a section with guarded facts. */
  readonly fills?: readonly Party[] | Readonly<Partial<Record<NoInfer<Stage>, readonly Party[]>>>
  /** What later stages ask, when the other answers can't be changed any more. */
  readonly later?: Readonly<Partial<Record<NoInfer<Stage>, Later>>>
  readonly steps: Readonly<Record<string, Step<Stage, Facts, Background>>>
  readonly documents?: (situation: Situation<Facts, Background>) => readonly WantedDocument[]
  readonly deadlines?: (situation: Situation<Facts, Background>) => readonly Deadline[]
  /** Calendar days before a deadline on which whoever is waited for gets a mail. */
  readonly reminds?: readonly number[]
  readonly papers?: Readonly<Record<string, Paper<Facts, Background>>>
  /** Orders of the rector that decide such cases. */
  readonly orders?: Ordered<NoInfer<Stage>, Facts, Background>
  /** What goes out of the house as a package, by a short name. */
  readonly packages?: Readonly<Record<string, Packed<NoInfer<Stage>, Facts, Background>>>
  readonly choices?: (fact: keyof Shape & string, situation: Situation<Facts, Background>) => readonly Choice[] | null
  /** Is the fact asked at all, as things stand? */
  readonly asked?: (fact: keyof Shape & string, situation: Situation<Facts, Background>) => boolean
  /** Rules that several answers must meet together: fact and refusal. */
  readonly disagree?: (
    situation: Situation<Facts, Background>,
  ) => readonly { readonly fact: keyof Shape & string; readonly refusal: Refusal }[]
  /** What stands above a section's questions: a quicker way to answer them. */
  readonly helps?: Readonly<Record<string, (page: { readonly base: Href; readonly language: Language }) => Child>>
  /** What the reader should look at again, by the fact it is about. It stops nobody, and the office sees it too. */
  readonly warns?: (situation: Situation<Facts, Background>, language: Language) => readonly Warning[]
  /** Who the facts say the person is; `shownAs` is empty where they don't ask it, because the office knows the person. */
  readonly person: (facts: Partial<Facts>) => PersonFacts
  /** The unit of the institution whose business the case is; its dean's office reads it. */
  readonly unit?: (situation: Situation<Facts, Background>) => string | null
  /** Where the office opens a case for somebody; absent: people open their own, or it begins on another page. */
  readonly opensAt?: Href
  /** Its subject is a matter, not a person: nothing that is about people is shown on its pages. */
  readonly matter?: boolean
  /** The columns of the pipeline, beside name, number, stage and dates. */
  readonly listed: readonly string[]
  /** What stands in them: a text in three languages, or words that need no translation. */
  readonly columns: (situation: Situation<Facts, Background>) => Readonly<Record<string, Text | string>>
}

export interface Warning {
  readonly fact: string
  readonly text: string
}

/** One spelling of a name and where it was read. */
export interface Spelling {
  readonly kind: 'passport' | 'typed'
  readonly family: string
  readonly given: string
  readonly source: string
}

export interface PersonFacts {
  readonly shownAs: string
  /** The spellings that this case knows of. */
  readonly names?: readonly Spelling[]
  readonly birthDay?: Day | undefined
  readonly citizenship?: string | undefined
  readonly phone?: string | undefined
  /** Words that a search finds the case by, beside the name. */
  readonly searched?: readonly (string | undefined)[]
  /** Numbers of the person's own papers: found only by those who may look at papers. */
  readonly numbers?: readonly (string | undefined)[]
  readonly sex?: string | undefined
  readonly mail?: string | undefined
  /** The passport that the case was sent with; shown to those who may look at papers. */
  readonly passport?: PassportFacts | undefined
}

export interface PassportFacts {
  readonly number: string | undefined
  readonly country: string | undefined
  readonly issued: Day | undefined
  readonly ends: Day | undefined
  /** The paper of the case that shows it. */
  readonly paper: string
}

/** A procedure as the engine handles it: facts and background are looked at by the procedure's own functions only. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where the types of all procedures meet; each is checked where it is written.
export type Procedure = Definition<string, any, any, any>

/**
 * Declares a procedure. The compiler holds it together: a step to a stage that does not exist, or a section with a fact that
 * the schema does not have, does not compile.
 */
export function procedure<const Stage extends string, Shape extends z.ZodRawShape, Background>(
  definition: Definition<Stage, Shape, z.infer<z.ZodObject<Shape>>, Background>,
): Procedure {
  return definition
}

/** What kind of paper `admission.letter` is, in three languages. Null for a procedure that is no longer here. */
export function paperTitle(procedures: readonly Procedure[], kind: string): Text | null {
  const [name, paper = ''] = kind.split('.')
  const papers = procedures.find((procedure) => procedure.name === name)?.papers ?? {}
  return (Object.hasOwn(papers, paper) ? papers[paper]?.subject : undefined) ?? null
}
