/** CSV as RFC 4180 has it, record by record. */
@NullMarked
package io.rfmstreams.offline.csv;

import org.jspecify.annotations.NullMarked;
