/** The packaged services are all that is measured. */
export function prepare() {}
