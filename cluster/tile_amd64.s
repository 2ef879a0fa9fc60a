//go:build !purego

#include "textflag.h"

// Sums of 8 × 8 pairs of rows. A panel holds, for each column, the values of eight rows.
// For each column the values of panel b are loaded once, and each value of panel a is
// spread over a register and subtracted from them. Multiplications and additions are
// apart, so that portable code has the same bits.

DATA magnitude<>+0(SB)/8, $0x7fffffffffffffff
GLOBL magnitude<>(SB), RODATA|NOPTR, $8
DATA unit<>+0(SB)/8, $1.0
GLOBL unit<>(SB), RODATA|NOPTR, $8

// Z31 is the mask of magnitudes, Z30 ones, Z29 zeros.
#define CONSTANTS512 \
	VBROADCASTSD magnitude<>(SB), Z31; \
	VBROADCASTSD unit<>(SB), Z30; \
	VPXORQ Z29, Z29, Z29

#define SQ512(t, acc)         VMULPD t, t, t; VADDPD t, acc, acc
#define SQMISSING512(t, acc)  VCMPPD $7, t, t, K1; VMULPD.Z t, t, K1, t; VADDPD t, acc, acc
#define ABS512(t, acc)        VANDPD Z31, t, t; VADDPD t, acc, acc
#define ABSMISSING512(t, acc) VCMPPD $7, t, t, K1; VANDPD.Z Z31, t, K1, t; VADDPD t, acc, acc
#define MAX512(t, acc)        VANDPD Z31, t, t; VMAXPD acc, t, acc
#define NEQ512(t, acc)        VCMPPD $12, Z29, t, K1; VADDPD Z30, acc, K1, acc

#define ROW512(i, t, acc, FOLD) \
	VSUBPD.BCST (8*i)(SI), Z8, t; \
	FOLD(t, acc)

#define TILE512(name, FOLD) \
TEXT name(SB), NOSPLIT, $0-56; \
	MOVQ out+0(FP), DI; \
	MOVQ a_base+8(FP), SI; \
	MOVQ a_len+16(FP), CX; \
	MOVQ b_base+32(FP), DX; \
	CONSTANTS512; \
	VMOVUPD 0(DI), Z0; \
	VMOVUPD 64(DI), Z1; \
	VMOVUPD 128(DI), Z2; \
	VMOVUPD 192(DI), Z3; \
	VMOVUPD 256(DI), Z4; \
	VMOVUPD 320(DI), Z5; \
	VMOVUPD 384(DI), Z6; \
	VMOVUPD 448(DI), Z7; \
	SHRQ $3, CX; \
	JZ done; \
loop: \
	VMOVUPD (DX), Z8; \
	ROW512(0, Z10, Z0, FOLD); \
	ROW512(1, Z11, Z1, FOLD); \
	ROW512(2, Z12, Z2, FOLD); \
	ROW512(3, Z13, Z3, FOLD); \
	ROW512(4, Z14, Z4, FOLD); \
	ROW512(5, Z15, Z5, FOLD); \
	ROW512(6, Z16, Z6, FOLD); \
	ROW512(7, Z17, Z7, FOLD); \
	ADDQ $64, SI; \
	ADDQ $64, DX; \
	DECQ CX; \
	JNZ loop; \
done: \
	VMOVUPD Z0, 0(DI); \
	VMOVUPD Z1, 64(DI); \
	VMOVUPD Z2, 128(DI); \
	VMOVUPD Z3, 192(DI); \
	VMOVUPD Z4, 256(DI); \
	VMOVUPD Z5, 320(DI); \
	VMOVUPD Z6, 384(DI); \
	VMOVUPD Z7, 448(DI); \
	VZEROUPPER; \
	RET

// func tileSq512(out *tile, a, b []float64)
TILE512(·tileSq512, SQ512)

// func tileSqMissing512(out *tile, a, b []float64)
TILE512(·tileSqMissing512, SQMISSING512)

// func tileAbs512(out *tile, a, b []float64)
TILE512(·tileAbs512, ABS512)

// func tileAbsMissing512(out *tile, a, b []float64)
TILE512(·tileAbsMissing512, ABSMISSING512)

// func tileMax512(out *tile, a, b []float64)
TILE512(·tileMax512, MAX512)

// func tileNeq512(out *tile, a, b []float64)
TILE512(·tileNeq512, NEQ512)

// Y15 is the mask of magnitudes, Y14 ones, Y13 zeros.
#define CONSTANTS256 \
	VBROADCASTSD magnitude<>(SB), Y15; \
	VBROADCASTSD unit<>(SB), Y14; \
	VXORPD Y13, Y13, Y13

// Y12 is scratch.
#define SQ256(t, acc)         VMULPD t, t, t; VADDPD t, acc, acc
#define SQMISSING256(t, acc)  VCMPPD $7, t, t, Y12; VANDPD Y12, t, t; VMULPD t, t, t; VADDPD t, acc, acc
#define ABS256(t, acc)        VANDPD Y15, t, t; VADDPD t, acc, acc
#define ABSMISSING256(t, acc) VCMPPD $7, t, t, Y12; VANDPD Y12, t, t; VANDPD Y15, t, t; VADDPD t, acc, acc
#define MAX256(t, acc)        VANDPD Y15, t, t; VMAXPD acc, t, acc
#define NEQ256(t, acc)        VCMPPD $12, Y13, t, Y12; VANDPD Y14, Y12, Y12; VADDPD Y12, acc, acc

#define ROW256(i, lo, hi, FOLD) \
	VBROADCASTSD (8*i)(SI), Y10; \
	VSUBPD Y10, Y8, Y11; \
	FOLD(Y11, lo); \
	VSUBPD Y10, Y9, Y11; \
	FOLD(Y11, hi)

// HALF256 does four rows of panel a with all of panel b.
#define HALF256(FOLD) \
	VMOVUPD 0(DI), Y0; \
	VMOVUPD 32(DI), Y1; \
	VMOVUPD 64(DI), Y2; \
	VMOVUPD 96(DI), Y3; \
	VMOVUPD 128(DI), Y4; \
	VMOVUPD 160(DI), Y5; \
	VMOVUPD 192(DI), Y6; \
	VMOVUPD 224(DI), Y7; \
loop: \
	VMOVUPD 0(DX), Y8; \
	VMOVUPD 32(DX), Y9; \
	ROW256(0, Y0, Y1, FOLD); \
	ROW256(1, Y2, Y3, FOLD); \
	ROW256(2, Y4, Y5, FOLD); \
	ROW256(3, Y6, Y7, FOLD); \
	ADDQ $64, SI; \
	ADDQ $64, DX; \
	DECQ CX; \
	JNZ loop; \
	VMOVUPD Y0, 0(DI); \
	VMOVUPD Y1, 32(DI); \
	VMOVUPD Y2, 64(DI); \
	VMOVUPD Y3, 96(DI); \
	VMOVUPD Y4, 128(DI); \
	VMOVUPD Y5, 160(DI); \
	VMOVUPD Y6, 192(DI); \
	VMOVUPD Y7, 224(DI)

// R8 counts the halves.
#define TILE256(name, FOLD) \
TEXT name(SB), NOSPLIT, $0-56; \
	MOVQ out+0(FP), DI; \
	MOVQ a_base+8(FP), SI; \
	MOVQ a_len+16(FP), CX; \
	MOVQ b_base+32(FP), DX; \
	CONSTANTS256; \
	SHRQ $3, CX; \
	JZ done; \
	MOVQ CX, R9; \
	MOVQ $2, R8; \
half: \
	HALF256(FOLD); \
	ADDQ $256, DI; \
	MOVQ a_base+8(FP), SI; \
	ADDQ $32, SI; \
	MOVQ b_base+32(FP), DX; \
	MOVQ R9, CX; \
	DECQ R8; \
	JNZ half; \
done: \
	VZEROUPPER; \
	RET

// func tileSq256(out *tile, a, b []float64)
TILE256(·tileSq256, SQ256)

// func tileSqMissing256(out *tile, a, b []float64)
TILE256(·tileSqMissing256, SQMISSING256)

// func tileAbs256(out *tile, a, b []float64)
TILE256(·tileAbs256, ABS256)

// func tileAbsMissing256(out *tile, a, b []float64)
TILE256(·tileAbsMissing256, ABSMISSING256)

// func tileMax256(out *tile, a, b []float64)
TILE256(·tileMax256, MAX256)

// func tileNeq256(out *tile, a, b []float64)
TILE256(·tileNeq256, NEQ256)
