// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/**
 * The instructions of a {@link Program}, each with the number of words that follow it. Places in
 * the program are absolute.
 */
final class Op {
  // Characters.
  static final int CHAR = 0; // octet
  static final int TEXT = 1; // index of text
  static final int TEXT_CASELESS = 2; // index of text in lower case
  static final int SET = 3; // index of set
  static final int WIDE_SET = 4; // index of set, over UTF-8
  static final int DOT = 5; // anything that begins no newline
  static final int OCTET = 6;
  static final int NEWLINE = 7; // \R
  static final int CLUSTER = 8; // \X
  static final int REPEAT_SET = 9; // set, least, most, greed, set that follows or -1
  static final int REPEAT_WIDE = 10; // the same over UTF-8
  static final int BACK = 11; // index of group numbers, caseless

  // Places.
  static final int START = 12; // \A
  static final int LINE_START = 13;
  static final int SEARCH_START = 14; // \G
  static final int END = 15; // \z
  static final int LAST_END = 16; // $ and \Z
  static final int LINE_END = 17;
  static final int WORD_EDGE = 18;
  static final int NO_WORD_EDGE = 19;
  static final int KEEP = 20; // \K
  static final int STEP_BACK = 21; // characters

  // Flow.
  static final int JUMP = 22; // place
  static final int TRY = 23; // place to go on at when what follows fails
  static final int TRY_LATER = 24; // place to go to at once; what follows is tried when that fails
  static final int OPEN = 25; // register
  static final int CLOSE = 26; // register, group
  static final int COUNT = 27; // register := 0
  static final int LOOP = 28; // register, least, most, lazy, place behind
  static final int NOTE = 29; // register := here
  static final int UNMOVED = 30; // register, place to go to when nothing was read since
  static final int THEN_HERE = 31; // register := height of the stack
  static final int ALTERNATIVE = 32; // place of the next one

  // Groups that hide how they matched.
  static final int ATOMIC = 33; // register
  static final int ATOMIC_END = 34; // register
  static final int LOOK = 35; // register, register of the place
  static final int LOOK_END = 36; // both
  static final int GO_BACK = 37; // register of the place
  static final int UNLESS = 38; // register, place to go on at when what follows fails
  static final int UNLESS_END = 39; // register
  static final int ASK_END = 40; // register, place or -1 to go on at; the place is as before
  static final int ASK_NOT_END = 41; // register, place; as before

  // Conditions and calls.
  static final int IF_CAPTURED = 42; // index of group numbers, place of the other branch
  static final int IF_CALLED = 43; // index of group numbers, place of the other branch
  static final int CALL = 44; // place, group
  static final int RETURN = 45; // group

  // Verbs.
  static final int COMMIT = 46;
  static final int PRUNE = 47;
  static final int SKIP = 48;
  static final int SKIP_TO = 49; // index of name
  static final int MARK = 50; // index of name
  static final int THEN = 51; // register of the alternatives, or -1
  static final int FAIL = 52;
  static final int ACCEPT = 53;
  static final int MATCH = 55;

  /** As {@link #UNMOVED}, once a loop has run often enough. */
  static final int UNMOVED_ENOUGH = 56; // register, register of the count, least, place

  private Op() {}
}
