/** Whether a body is one JSON value, by its media type: of `application/x-ndjson`, each line is one. */
export const isJson = (type: string): boolean => /^application\/([\w.-]+\+)?json$/.test(type)
