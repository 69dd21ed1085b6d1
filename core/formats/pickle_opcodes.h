// core/formats/pickle_opcodes.h - layer: formats (std only; internal)
#pragma once

#include <cstdint>

/// The operations that are understood, all of them; numbers as in CPython's pickletools. Left out on purpose:
/// what imports, builds or calls in other ways (INST, OBJ, NEWOBJ, EXT), drops values (POP), is text of
/// protocol 0, or holds bytes, sets and buffers.
namespace varad::formats::opcode {

inline constexpr std::uint8_t Mark = '(';
inline constexpr std::uint8_t Stop = '.';
inline constexpr std::uint8_t None = 'N';
inline constexpr std::uint8_t NewTrue = 0x88;
inline constexpr std::uint8_t NewFalse = 0x89;
inline constexpr std::uint8_t BinInt = 'J';
inline constexpr std::uint8_t BinInt1 = 'K';
inline constexpr std::uint8_t BinInt2 = 'M';
inline constexpr std::uint8_t Long1 = 0x8A;
inline constexpr std::uint8_t BinFloat = 'G';
inline constexpr std::uint8_t BinUnicode = 'X';
inline constexpr std::uint8_t ShortBinUnicode = 0x8C;
inline constexpr std::uint8_t BinString = 'T';      // written by Python 2
inline constexpr std::uint8_t ShortBinString = 'U'; // written by Python 2
inline constexpr std::uint8_t EmptyTuple = ')';
inline constexpr std::uint8_t Tuple = 't';
inline constexpr std::uint8_t Tuple1 = 0x85;
inline constexpr std::uint8_t Tuple2 = 0x86;
inline constexpr std::uint8_t Tuple3 = 0x87;
inline constexpr std::uint8_t EmptyList = ']';
inline constexpr std::uint8_t Append = 'a';
inline constexpr std::uint8_t Appends = 'e';
inline constexpr std::uint8_t EmptyDict = '}';
inline constexpr std::uint8_t SetItem = 's';
inline constexpr std::uint8_t SetItems = 'u';
inline constexpr std::uint8_t BinPut = 'q';
inline constexpr std::uint8_t LongBinPut = 'r';
inline constexpr std::uint8_t Memoize = 0x94;
inline constexpr std::uint8_t BinGet = 'h';
inline constexpr std::uint8_t LongBinGet = 'j';
inline constexpr std::uint8_t Proto = 0x80;
inline constexpr std::uint8_t Frame = 0x95;
inline constexpr std::uint8_t Global = 'c';
inline constexpr std::uint8_t StackGlobal = 0x93;
inline constexpr std::uint8_t Reduce = 'R';
inline constexpr std::uint8_t Build = 'b';
inline constexpr std::uint8_t BinPersId = 'Q';

} // namespace varad::formats::opcode
