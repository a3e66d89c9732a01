// A page on which something arrives from another device shows it without being loaded again.
import { watch } from './upload/refresh.ts'

watch()
