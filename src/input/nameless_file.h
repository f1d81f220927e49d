// A temporary file without a name: it is gone when the program ends, however it ends.
#pragma once

namespace verbatim {

// Made in TMPDIR, or /tmp; returns its descriptor, or -1 with errno set.
int make_nameless_file();

}  // namespace verbatim
