/** What offices tell of events that they held or where they stood, and of their campaigns. */
import { z } from 'zod'
import { fromPage, iso2, isoDay, key, text, words } from './schema.ts'

export const eventKinds = [
  ...(['protocol', 'fair', 'forum', 'conference', 'seminar', 'school', 'meeting'] as const),
  ...(['training', 'competition', 'representation', 'other'] as const),
] as const
export const lineKinds = ['fact', 'term', 'talk', 'contact', 'file'] as const
export const campaignKinds = ['campaign', 'career-guidance', 'tv-project', 'representation', 'other'] as const
export const productKinds = ['video', 'booklet', 'material', 'article', 'post', 'other'] as const
export const productStates = ['planned', 'making', 'ready', 'published', 'dropped'] as const

const year = z.string().regex(/^(19|20|21)\d\d$/, 'is not a year')
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not an hour such as 09:30')

export const eventsFile = z.array(
  z.strictObject({
    key,
    kind: z.enum(eventKinds),
    title: text,
    about: text.optional(),
    place: text.optional(),
    organisers: words.optional(),
    country: iso2.optional(),
    from: isoDay.optional(),
    until: isoDay.optional(),
    hour: hour.optional(),
    /** Where the page names no day. */
    year: year.optional(),
    /** The key of a partner. */
    partner: key.optional(),
    public: z.boolean(),
    /** What else is said of it, in the order of the page. */
    lines: z.array(z.strictObject({ key, kind: z.enum(lineKinds), text, ...fromPage })).optional(),
    ...fromPage,
  }),
)

export const campaignsFile = z.array(
  z.strictObject({
    key,
    kind: z.enum(campaignKinds),
    stage: z.enum(['planned', 'running', 'done']),
    title: text,
    goal: text.optional(),
    /** As the page says them: 2020-2021. */
    years: words.optional(),
    partner: key.optional(),
    products: z
      .array(
        z.strictObject({ key, kind: z.enum(productKinds), stage: z.enum(productStates), title: text, ...fromPage }),
      )
      .optional(),
    ...fromPage,
  }),
)

export type EventsFile = z.infer<typeof eventsFile>
export type CampaignsFile = z.infer<typeof campaignsFile>
