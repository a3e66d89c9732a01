/** Every job's queue: made by the database's owner before the program's own role may use it. */
export const jobNames = [
  'mail.send',
  'letter.typeset',
  'cases.times',
  'cases.quiet',
  'cases.bulk',
  'webhook.send',
  'webhook.due',
  'visas.carry',
  'persons.doubles',
  'persons.nightly',
  'stays.count',
  'dates.remind',
  'dates.digest',
  'dates.recount',
  'law.count',
  'house.sweep',
] as const
