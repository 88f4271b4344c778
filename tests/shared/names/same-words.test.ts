import { describe, expect, it } from "vitest";
import { hasOnlyWordsOf, haveSameWords } from "../../../src/shared/names/same-words.ts";

describe("texts have the same words", () => {
  it.each([
    [["ADA WEIR"], ["Ada Weir"]],
    [["weir,ada"], ["Ada  Weir"]],
    [
      ["Prof. Ada Weir", null, "University of Bath"],
      ["Ada Weir", "Prof.", "Bath, University of"],
    ],
    [["JEAN-PIERRE"], ["Jean Pierre"]],
    [["İSTANBUL BAROSU"], ["İstanbul Barosu"]],
    [["ALİ IŞIK"], ["Ali Işık"]],
    [
      ["STRAßE", "GROSS"],
      ["Straße", "Groß"],
    ],
    // Greek and French capitals are written without accents.
    [["ΓΙΩΡΓΟΣ ΝΙΚΟΛΑΟΥ"], ["Γιώργος Νικολάου"]],
    [["HELENE"], ["Hélène"]],
    [["Ze\u0301"], ["Zé"]],
    [["“Rivers”!"], ["Rivers"]],
    [["The $ Club"], ["The Club"]],
  ])("if %j becomes %j", (former, corrected) => {
    expect(haveSameWords(former, corrected)).toBe(true);
  });

  it.each([
    [["Ada Weir"], ["Ada"]],
    [["Ada Weir"], ["Ada Ada Weir"]],
    [["Ada Weir"], ["Ada Mill"]],
    [
      ["Ada Weir", null],
      ["Ada Weir", "Dr"],
    ],
    [["Ada Ada Weir"], ["Ada Weir"]],
    // Accents are part of a name, and nobody takes them away.
    [["Ada Çam"], ["Ada Cam"]],
    [["Ada Cam"], ["Ada Çam"]],
    [["ÇAM"], ["Cam"]],
    [["Rivers ♥"], ["Rivers"]],
    [["Rivers"], ["Rivers 🤡"]],
    [["350.org"], ["350"]],
    [["AdaWeir"], ["Ada Weir"]],
  ])("but not if %j becomes %j", (former, corrected) => {
    expect(haveSameWords(former, corrected)).toBe(false);
  });

  it("and some of them only, or not", () => {
    expect(hasOnlyWordsOf(["River Trust"], ["DIRECTOR, RIVER TRUST", null])).toBe(true);
    expect(hasOnlyWordsOf(["River Trust Director"], ["River Trust"])).toBe(false);
  });
});
