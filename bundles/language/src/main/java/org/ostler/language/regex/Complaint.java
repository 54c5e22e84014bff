// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/** What may be wrong with a pattern, in the words that administrators know. */
final class Complaint {
  static final String BACKSLASH_LAST = "\\ at end of pattern";
  static final String CONTROL_LAST = "\\c at end of pattern";
  static final String ESCAPE = "unrecognized character follows \\";
  static final String COUNTS = "numbers out of order in {} quantifier";
  static final String COUNT = "number too big in {} quantifier";
  static final String CLASS_OPEN = "missing terminating ] for character class";
  static final String CLASS_ESCAPE = "escape sequence is invalid in character class";
  static final String RANGE_ORDER = "range out of order in character class";
  static final String QUANTIFIER = "quantifier does not follow a repeatable item";
  static final String OPTION = "unrecognized character after (? or (?-";
  static final String POSIX_OUTSIDE = "POSIX named classes are supported only within a class";
  static final String COLLATING = "POSIX collating elements are not supported";
  static final String OPEN = "missing closing parenthesis";
  static final String REFERENCE = "reference to non-existent subpattern";
  static final String COMMENT = "missing ) after (?# comment";
  static final String DEEP = "parentheses are too deeply nested";
  static final String CLOSED = "unmatched closing parenthesis";
  static final String CONDITION = "missing closing parenthesis for condition";
  static final String NOT_FIXED = "lookbehind assertion is not fixed length";
  static final String ZERO = "a relative value of zero is not allowed";
  static final String BRANCHES = "conditional subpattern contains more than two branches";
  static final String ASSERTION = "assertion expected after (?( or (?(?C)";
  static final String DIGIT = "digit expected after (?+ or (?-";
  static final String POSIX_NAME = "unknown POSIX class name";
  static final String CODE = "character code point value in \\x{} or \\o{} is too large";
  static final String BEHIND_COMPLICATED = "lookbehind is too complicated";
  static final String OCTET_BEHIND = "\\C is not allowed in a lookbehind assertion in UTF-8 mode";
  static final String PERL_ESCAPE = "PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u";
  static final String CALLOUT_NUMBER = "number after (?C is greater than 255";
  static final String CALLOUT_OPEN = "closing parenthesis for (?C expected";
  static final String PYTHON = "unrecognized character after (?P";
  static final String NAME_END = "syntax error in subpattern name (missing terminator?)";
  static final String NAME_TWICE =
      "two named subpatterns have the same name (PCRE2_DUPNAMES not set)";
  static final String NAME_DIGIT = "subpattern name must start with a non-digit";
  static final String PROPERTY_FORM = "malformed \\P or \\p sequence";
  static final String PROPERTY = "unknown property after \\P or \\p";
  static final String NAME_LONG = "subpattern name is too long (maximum 32 code units)";
  static final String RANGE = "invalid range in character class";
  static final String OCTAL = "octal value is greater than \\377 in 8-bit non-UTF-8 mode";
  static final String DEFINE = "DEFINE subpattern contains more than one branch";
  static final String OCTAL_BRACE = "missing opening brace after \\o";
  static final String G =
      "\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain"
          + " number";
  static final String RECURSION =
      "(?R (recursive pattern call) must be followed by a closing parenthesis";
  static final String VERB = "(*VERB) not recognized or malformed";
  static final String GROUP_NUMBER = "subpattern number is too big";
  static final String NAME = "subpattern name expected";
  static final String OCTAL_DIGIT = "non-octal character in \\o{} (closing brace missing?)";
  static final String NAMES = "different names for subpatterns of the same number are not allowed";
  static final String MARK = "(*MARK) must have an argument";
  static final String HEX_DIGIT = "non-hex character in \\x{} (closing brace missing?)";
  static final String CONTROL = "\\c must be followed by a printable ASCII character";
  static final String K = "\\k is not followed by a braced, angle-bracketed, or quoted name";
  static final String N_IN_CLASS = "\\N is not supported in a class";
  static final String SURROGATE = "disallowed Unicode code point (>= 0xd800 && <= 0xdfff)";
  static final String MARK_LONG = "name is too long in (*MARK), (*PRUNE), (*SKIP), or (*THEN)";
  static final String DIGITS = "digits missing in \\x{} or \\o{} or \\N{U+}";
  static final String VERSION = "syntax error or number too big in (?(VERSION condition";
  static final String CALLOUT_DELIMITER =
      "missing terminating delimiter for callout with string argument";
  static final String CALLOUT = "unrecognized string delimiter follows (?C";
  static final String BEHIND_LONG = "lookbehind assertion is too long";
  static final String COMPLICATED = "regular expression is too complicated";
  static final String LARGE = "regular expression is too large";
  static final String UNICODE_NUMBER = "\\N{U+dddd} is supported only in Unicode (UTF) mode";
  static final String HYPHEN = "invalid hyphen in option setting";
  static final String ALPHA = "(*alpha_assertion) not recognized";
  static final String GROUPS = "too many capturing groups (maximum 65535)";
  static final String ATOMIC_ASSERTION = "atomic assertion expected after (?( or (?(?C)";
  static final String KEEP =
      "\\K is not allowed in lookarounds (but see PCRE2_EXTRA_ALLOW_LOOKAROUND_BSK)";

  private Complaint() {}
}
