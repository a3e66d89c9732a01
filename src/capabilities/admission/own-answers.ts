import { admission } from './admission.ts'

/** The parts of an application that are about the person. */
export const aboutThePerson = ['you', 'passport', 'education', 'contacts']

/** The answers that are about the person and hold for every application; nothing of the study, nothing of a decision. */
export function ownAnswers(typed: Readonly<Record<string, string>>): Record<string, string> {
  const facts = aboutThePerson.flatMap((section) => admission.sections[section] ?? [])
  return Object.fromEntries(Object.entries(typed).filter(([name]) => facts.includes(factOf(name))))
}

/** The parts of which something was answered. */
export function partsAnswered(typed: Readonly<Record<string, string>>): string[] {
  const answered = new Set(Object.entries(typed).flatMap(([name, value]) => (value ? [factOf(name)] : [])))
  return aboutThePerson.filter((section) => admission.sections[section]?.some((fact) => answered.has(fact)))
}

// A day is typed in three fields.
const factOf = (name: string) => name.split('.')[0] ?? ''
