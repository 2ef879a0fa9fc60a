package cluster

// assumedFree is taken for the free memory where the system does not say: what half of
// it then allows, 32,000 rows, fits most machines that are in use.
const assumedFree = 8 << 30
