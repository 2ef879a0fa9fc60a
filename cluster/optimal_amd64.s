//go:build !purego

#include "textflag.h"

// Products of matrices with minimum for sum and sum for product.

// Eight rows by two registers of columns, of which the masks K1 and K2 say how many there
// are: for each k, two loads of b and eight values of a, each spread over a register.
#define TALLROW(ap, lo, hi, t, u, ADD, MIN) \
	ADD.BCST ap, Z16, t; \
	ADD.BCST ap, Z17, u; \
	MIN t, lo, lo; \
	MIN u, hi, hi

#define TALLEDGE(MOVE) \
	MOVE(DI, Z0, Z1); \
	LEAQ (DI)(R8*1), AX; \
	MOVE(AX, Z2, Z3); \
	LEAQ (AX)(R8*1), AX; \
	MOVE(AX, Z4, Z5); \
	LEAQ (AX)(R8*1), AX; \
	MOVE(AX, Z6, Z7); \
	LEAQ (AX)(R8*1), AX; \
	MOVE(AX, Z8, Z9); \
	LEAQ (AX)(R8*1), AX; \
	MOVE(AX, Z10, Z11); \
	LEAQ (AX)(R8*1), AX; \
	MOVE(AX, Z12, Z13); \
	LEAQ (AX)(R8*1), AX; \
	MOVE(AX, Z14, Z15)

#define LOAD32(at, lo, hi) \
	VMOVUPS.Z 0(at), K1, lo; \
	VMOVUPS.Z 64(at), K2, hi

#define STORE32(at, lo, hi) \
	VMOVUPS lo, K1, 0(at); \
	VMOVUPS hi, K2, 64(at)

#define LOAD64(at, lo, hi) \
	VMOVUPD.Z 0(at), K1, lo; \
	VMOVUPD.Z 64(at), K2, hi

#define STORE64(at, lo, hi) \
	VMOVUPD lo, K1, 0(at); \
	VMOVUPD hi, K2, 64(at)

#define TALL(ADD, MIN, LOAD, STORE, bytes) \
	LEAQ (R9)(R9*2), AX; \
	LEAQ (SI)(AX*1), R11; \
	LEAQ (R11)(AX*1), R12; \
	TALLEDGE(LOAD); \
loop: \
	LOAD(DX, Z16, Z17); \
	TALLROW((SI), Z0, Z1, Z18, Z19, ADD, MIN); \
	TALLROW((SI)(R9*1), Z2, Z3, Z20, Z21, ADD, MIN); \
	TALLROW((SI)(R9*2), Z4, Z5, Z22, Z23, ADD, MIN); \
	TALLROW((R11), Z6, Z7, Z24, Z25, ADD, MIN); \
	TALLROW((SI)(R9*4), Z8, Z9, Z26, Z27, ADD, MIN); \
	TALLROW((R11)(R9*2), Z10, Z11, Z28, Z29, ADD, MIN); \
	TALLROW((R12), Z12, Z13, Z18, Z19, ADD, MIN); \
	TALLROW((R11)(R9*4), Z14, Z15, Z20, Z21, ADD, MIN); \
	ADDQ $bytes, SI; \
	ADDQ $bytes, R11; \
	ADDQ $bytes, R12; \
	ADDQ R10, DX; \
	DECQ CX; \
	JNZ loop; \
	TALLEDGE(STORE); \
	VZEROUPPER; \
	RET

// func minPlusTall32(c, a, b *float32, cs, as, bs, inner int, mask uint32)
TEXT ·minPlusTall32(SB), NOSPLIT, $0-60
	MOVQ c+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ cs+24(FP), R8
	MOVQ as+32(FP), R9
	MOVQ bs+40(FP), R10
	MOVQ inner+48(FP), CX
	MOVL mask+56(FP), BX
	KMOVW BX, K1
	SHRL $16, BX
	KMOVW BX, K2
	SHLQ $2, R8
	SHLQ $2, R9
	SHLQ $2, R10
	TALL(VADDPS, VMINPS, LOAD32, STORE32, 4)

// func minPlusTall64(c, a, b *float64, cs, as, bs, inner int, mask uint32)
TEXT ·minPlusTall64(SB), NOSPLIT, $0-60
	MOVQ c+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ cs+24(FP), R8
	MOVQ as+32(FP), R9
	MOVQ bs+40(FP), R10
	MOVQ inner+48(FP), CX
	MOVL mask+56(FP), BX
	KMOVW BX, K1
	SHRL $8, BX
	KMOVW BX, K2
	SHLQ $3, R8
	SHLQ $3, R9
	SHLQ $3, R10
	TALL(VADDPD, VMINPD, LOAD64, STORE64, 8)

// One row: eight registers of columns at a time, then one at a time.
#define ROWLANE(at, acc, t, ADD, MIN) \
	ADD at, Y8, t; \
	MIN t, acc, acc

#define ROW(SPREAD, ADD, MIN, MOVE, bytes) \
	CMPQ R8, $256; \
	JLT narrow; \
wide: \
	MOVQ SI, R11; \
	MOVQ DX, R12; \
	MOVQ CX, R13; \
	MOVE 0(DI), Y0; \
	MOVE 32(DI), Y1; \
	MOVE 64(DI), Y2; \
	MOVE 96(DI), Y3; \
	MOVE 128(DI), Y4; \
	MOVE 160(DI), Y5; \
	MOVE 192(DI), Y6; \
	MOVE 224(DI), Y7; \
each: \
	SPREAD (R11), Y8; \
	ROWLANE(0(R12), Y0, Y9, ADD, MIN); \
	ROWLANE(32(R12), Y1, Y10, ADD, MIN); \
	ROWLANE(64(R12), Y2, Y11, ADD, MIN); \
	ROWLANE(96(R12), Y3, Y12, ADD, MIN); \
	ROWLANE(128(R12), Y4, Y13, ADD, MIN); \
	ROWLANE(160(R12), Y5, Y14, ADD, MIN); \
	ROWLANE(192(R12), Y6, Y15, ADD, MIN); \
	ROWLANE(224(R12), Y7, Y9, ADD, MIN); \
	ADDQ $bytes, R11; \
	ADDQ R10, R12; \
	DECQ R13; \
	JNZ each; \
	MOVE Y0, 0(DI); \
	MOVE Y1, 32(DI); \
	MOVE Y2, 64(DI); \
	MOVE Y3, 96(DI); \
	MOVE Y4, 128(DI); \
	MOVE Y5, 160(DI); \
	MOVE Y6, 192(DI); \
	MOVE Y7, 224(DI); \
	ADDQ $256, DI; \
	ADDQ $256, DX; \
	SUBQ $256, R8; \
	CMPQ R8, $256; \
	JGE wide; \
narrow: \
	SUBQ $32, R8; \
	JLT done; \
	MOVQ SI, R11; \
	MOVQ DX, R12; \
	MOVQ CX, R13; \
	MOVE (DI), Y0; \
one: \
	SPREAD (R11), Y8; \
	ROWLANE((R12), Y0, Y9, ADD, MIN); \
	ADDQ $bytes, R11; \
	ADDQ R10, R12; \
	DECQ R13; \
	JNZ one; \
	MOVE Y0, (DI); \
	ADDQ $32, DI; \
	ADDQ $32, DX; \
	JMP narrow; \
done: \
	VZEROUPPER; \
	RET

// func minPlusRow32(c, a, b *float32, bs, inner, cols int)
TEXT ·minPlusRow32(SB), NOSPLIT, $0-48
	MOVQ c+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ bs+24(FP), R10
	MOVQ inner+32(FP), CX
	MOVQ cols+40(FP), R8
	SHLQ $2, R10
	SHLQ $2, R8
	ROW(VBROADCASTSS, VADDPS, VMINPS, VMOVUPS, 4)

// func minPlusRow64(c, a, b *float64, bs, inner, cols int)
TEXT ·minPlusRow64(SB), NOSPLIT, $0-48
	MOVQ c+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ bs+24(FP), R10
	MOVQ inner+32(FP), CX
	MOVQ cols+40(FP), R8
	SHLQ $3, R10
	SHLQ $3, R8
	ROW(VBROADCASTSD, VADDPD, VMINPD, VMOVUPD, 8)

// Four rows of a matrix, from both sides at once: x comes in at the rows and goes to down,
// y comes in at the columns and goes to right.
#define CROSSROW(row, x, low, ADD, MIN, MOVE) \
	MOVE (row)(AX*1), Y10; \
	ADD Y10, x, Y11; \
	ADD Y10, Y8, Y12; \
	MIN Y11, Y9, Y9; \
	MIN Y12, low, low

#define CROSS(SPREAD, ADD, MIN, MOVE, bytes) \
	LEAQ (SI)(R9*1), R11; \
	LEAQ (R11)(R9*1), R12; \
	LEAQ (R12)(R9*1), R13; \
	SPREAD (0*bytes)(DX), Y0; \
	SPREAD (1*bytes)(DX), Y1; \
	SPREAD (2*bytes)(DX), Y2; \
	SPREAD (3*bytes)(DX), Y3; \
	MOVE 0(BX), Y4; \
	MOVE 32(BX), Y5; \
	MOVE 64(BX), Y6; \
	MOVE 96(BX), Y7; \
	XORQ AX, AX; \
loop: \
	MOVE (R8)(AX*1), Y8; \
	MOVE (DI)(AX*1), Y9; \
	CROSSROW(SI, Y0, Y4, ADD, MIN, MOVE); \
	CROSSROW(R11, Y1, Y5, ADD, MIN, MOVE); \
	CROSSROW(R12, Y2, Y6, ADD, MIN, MOVE); \
	CROSSROW(R13, Y3, Y7, ADD, MIN, MOVE); \
	MOVE Y9, (DI)(AX*1); \
	ADDQ $32, AX; \
	CMPQ AX, CX; \
	JLT loop; \
	MOVE Y4, 0(BX); \
	MOVE Y5, 32(BX); \
	MOVE Y6, 64(BX); \
	MOVE Y7, 96(BX); \
	VZEROUPPER; \
	RET

// func cross32(m, x, y, right, down *float32, stride, cols int)
TEXT ·cross32(SB), NOSPLIT, $0-56
	MOVQ m+0(FP), SI
	MOVQ x+8(FP), DX
	MOVQ y+16(FP), R8
	MOVQ right+24(FP), BX
	MOVQ down+32(FP), DI
	MOVQ stride+40(FP), R9
	MOVQ cols+48(FP), CX
	SHLQ $2, R9
	SHLQ $2, CX
	CROSS(VBROADCASTSS, VADDPS, VMINPS, VMOVUPS, 4)

// func cross64(m, x, y, right, down *float64, stride, cols int)
TEXT ·cross64(SB), NOSPLIT, $0-56
	MOVQ m+0(FP), SI
	MOVQ x+8(FP), DX
	MOVQ y+16(FP), R8
	MOVQ right+24(FP), BX
	MOVQ down+32(FP), DI
	MOVQ stride+40(FP), R9
	MOVQ cols+48(FP), CX
	SHLQ $3, R9
	SHLQ $3, CX
	CROSS(VBROADCASTSD, VADDPD, VMINPD, VMOVUPD, 8)

// Four rows of a and one of b.
#define DOTSROW(a, low, t, ADD, MIN) \
	ADD (a)(AX*1), Y8, t; \
	MIN t, low, low

#define DOTS(ADD, MIN, MOVE) \
	LEAQ (SI)(R9*1), R11; \
	LEAQ (R11)(R9*1), R12; \
	LEAQ (R12)(R9*1), R13; \
	MOVE 0(BX), Y4; \
	MOVE 32(BX), Y5; \
	MOVE 64(BX), Y6; \
	MOVE 96(BX), Y7; \
	XORQ AX, AX; \
loop: \
	MOVE (DX)(AX*1), Y8; \
	DOTSROW(SI, Y4, Y10, ADD, MIN); \
	DOTSROW(R11, Y5, Y11, ADD, MIN); \
	DOTSROW(R12, Y6, Y12, ADD, MIN); \
	DOTSROW(R13, Y7, Y13, ADD, MIN); \
	ADDQ $32, AX; \
	CMPQ AX, CX; \
	JLT loop; \
	MOVE Y4, 0(BX); \
	MOVE Y5, 32(BX); \
	MOVE Y6, 64(BX); \
	MOVE Y7, 96(BX); \
	VZEROUPPER; \
	RET

// func minDots32(a, b, low *float32, stride, inner int)
TEXT ·minDots32(SB), NOSPLIT, $0-40
	MOVQ a+0(FP), SI
	MOVQ b+8(FP), DX
	MOVQ low+16(FP), BX
	MOVQ stride+24(FP), R9
	MOVQ inner+32(FP), CX
	SHLQ $2, R9
	SHLQ $2, CX
	DOTS(VADDPS, VMINPS, VMOVUPS)

// func minDots64(a, b, low *float64, stride, inner int)
TEXT ·minDots64(SB), NOSPLIT, $0-40
	MOVQ a+0(FP), SI
	MOVQ b+8(FP), DX
	MOVQ low+16(FP), BX
	MOVQ stride+24(FP), R9
	MOVQ inner+32(FP), CX
	SHLQ $3, R9
	SHLQ $3, CX
	DOTS(VADDPD, VMINPD, VMOVUPD)
