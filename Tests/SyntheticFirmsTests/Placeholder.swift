// The target's own tests follow.
