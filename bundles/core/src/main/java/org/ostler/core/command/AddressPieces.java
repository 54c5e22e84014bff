// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an address list (RFC 5322 §3.4) at its commas; names of groups are left out, the members
 * stay.
 */
final class AddressPieces {
  private final String text;
  private final List<String> pieces = new ArrayList<>();
  private final StringBuilder piece = new StringBuilder();
  private boolean angle;
  private boolean literal;

  private AddressPieces(String text) {
    this.text = text;
  }

  static List<String> of(String text) {
    AddressPieces cutter = new AddressPieces(text);
    int at = 0;
    while (at < text.length()) {
      at = cutter.next(at);
    }
    cutter.end();
    return cutter.pieces;
  }

  /** Takes what stands at a place; returns where to go on. */
  private int next(int at) {
    char c = text.charAt(at);
    switch (c) {
      case '"' -> {
        return copy(at, closingQuote(at));
      }
      case '(' -> {
        return copy(at, closingComment(at));
      }
      case '\\' -> {
        return copy(at, at + 2);
      }
      case '<' -> angle = true;
      case '>' -> angle = false;
      case '[' -> literal = true;
      case ']' -> literal = false;
      case ',', ';' -> {
        if (!angle) {
          end();
          return at + 1;
        }
      }
      case ':' -> {
        if (!angle && !literal) {
          piece.setLength(0);
          return at + 1;
        }
      }
      default -> {}
    }
    piece.append(c);
    return at + 1;
  }

  private int copy(int from, int to) {
    int end = Math.min(to, text.length());
    piece.append(text, from, end);
    return end;
  }

  private int closingQuote(int open) {
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        return i + 1;
      }
    }
    return text.length();
  }

  private int closingComment(int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '(' -> depth++;
        case ')' -> {
          if (--depth == 0) {
            return i + 1;
          }
        }
        default -> {}
      }
    }
    return text.length();
  }

  private void end() {
    if (!piece.toString().isBlank()) {
      pieces.add(piece.toString().strip());
    }
    piece.setLength(0);
    angle = false;
    literal = false;
  }
}
