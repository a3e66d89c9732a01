import { z } from 'zod'
import { averages, type Interview, type Marks, type Sheet } from './rules.ts'

const text = z.object({ en: z.string(), ru: z.string(), ky: z.string() })
const sheet = z.object({
  criteria: z.array(
    z.object({ id: z.string(), title: text, weight: z.number(), by: z.enum(['readers', 'interview']) }),
  ),
  least: z.number(),
  most: z.number(),
  readers: z.number(),
  average: z.enum(averages),
  ties: z.array(z.string()),
  apart: z.number(),
  papers: z.array(z.string()),
})
const marks = z.record(z.string(), z.number())
const interview = z.object({ appeared: z.boolean(), marks })

/** A sheet out of its column; throws where the column holds something else. */
export const sheetFrom = (value: unknown): Sheet => sheet.parse(value)
export const marksFrom = (value: unknown): Marks => marks.parse(value ?? {})
export const interviewFrom = (value: unknown): Interview | null => (value === null ? null : interview.parse(value))
