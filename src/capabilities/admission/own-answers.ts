import { admission } from './admission.ts'

const aboutThePerson = ['you', 'passport', 'education', 'contacts']

/** The answers that are about the person and hold for every application; nothing of the study, nothing of a decision. */
export function ownAnswers(typed: Readonly<Record<string, string>>): Record<string, string> {
  const facts = aboutThePerson.flatMap((section) => admission.sections[section] ?? [])
  return Object.fromEntries(Object.entries(typed).filter(([name]) => facts.includes(name.split('.')[0] ?? '')))
}
