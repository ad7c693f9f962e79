/**
 * How the picture stands to what happens. `waiting`: there is none yet. `reconnecting`: nothing can be read just now. `frozen`: reads
 * work, but bring no newer picture. `paused`: by the person. `ended`: the run is over.
 */
export type LiveConnection = "waiting" | "live" | "reconnecting" | "frozen" | "paused" | "ended";
