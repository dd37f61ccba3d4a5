/** What the tests of several rooms share. */
@NullMarked
package io.rfmstreams.testkit;

import org.jspecify.annotations.NullMarked;
