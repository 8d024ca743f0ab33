// The target's own files follow.
