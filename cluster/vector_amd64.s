//go:build !purego

#include "textflag.h"

// Loops over rows of distances. Each takes a multiple of eight float32 or four float64;
// the callers in Go do what remains.

// func lowest32(row, pen []float32) float32
TEXT ·lowest32(SB), NOSPLIT, $0-52
	MOVQ row_base+0(FP), SI
	MOVQ row_len+8(FP), CX
	MOVQ pen_base+24(FP), DX
	VMOVUPS (SI), Y0
	VADDPS (DX), Y0, Y0
	VMOVAPS Y0, Y1
	VMOVAPS Y0, Y2
	VMOVAPS Y0, Y3
	MOVQ CX, R8
	SHRQ $5, R8
	JZ eights
loop:
	VMOVUPS 0(SI), Y4
	VMOVUPS 32(SI), Y5
	VMOVUPS 64(SI), Y6
	VMOVUPS 96(SI), Y7
	VADDPS 0(DX), Y4, Y4
	VADDPS 32(DX), Y5, Y5
	VADDPS 64(DX), Y6, Y6
	VADDPS 96(DX), Y7, Y7
	VMINPS Y4, Y0, Y0
	VMINPS Y5, Y1, Y1
	VMINPS Y6, Y2, Y2
	VMINPS Y7, Y3, Y3
	ADDQ $128, SI
	ADDQ $128, DX
	DECQ R8
	JNZ loop
eights:
	ANDQ $31, CX
	SHRQ $3, CX
	JZ fold
eight:
	VMOVUPS 0(SI), Y4
	VADDPS 0(DX), Y4, Y4
	VMINPS Y4, Y0, Y0
	ADDQ $32, SI
	ADDQ $32, DX
	DECQ CX
	JNZ eight
fold:
	VMINPS Y1, Y0, Y0
	VMINPS Y3, Y2, Y2
	VMINPS Y2, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMINPS X1, X0, X0
	VPERMILPS $0x4e, X0, X1
	VMINPS X1, X0, X0
	VPERMILPS $0xb1, X0, X1
	VMINPS X1, X0, X0
	VMOVSS X0, ret+48(FP)
	VZEROUPPER
	RET

// func find32(row, pen []float32, sum float32) int
TEXT ·find32(SB), NOSPLIT, $0-64
	MOVQ row_base+0(FP), SI
	MOVQ row_len+8(FP), CX
	MOVQ pen_base+24(FP), DX
	VBROADCASTSS sum+48(FP), Y0
	XORQ AX, AX
loop:
	CMPQ AX, CX
	JGE none
	VMOVUPS (SI)(AX*4), Y1
	VADDPS (DX)(AX*4), Y1, Y1
	VCMPPS $0, Y0, Y1, Y1
	VMOVMSKPS Y1, BX
	ADDQ $8, AX
	TESTL BX, BX
	JZ loop
	BSFL BX, BX
	LEAQ -8(AX)(BX*1), AX
	MOVQ AX, ret+56(FP)
	VZEROUPPER
	RET
none:
	MOVQ $-1, ret+56(FP)
	VZEROUPPER
	RET

// func lowest64(row, pen []float64) float64
TEXT ·lowest64(SB), NOSPLIT, $0-56
	MOVQ row_base+0(FP), SI
	MOVQ row_len+8(FP), CX
	MOVQ pen_base+24(FP), DX
	VMOVUPD (SI), Y0
	VADDPD (DX), Y0, Y0
	VMOVAPD Y0, Y1
	VMOVAPD Y0, Y2
	VMOVAPD Y0, Y3
	MOVQ CX, R8
	SHRQ $4, R8
	JZ fours
loop:
	VMOVUPD 0(SI), Y4
	VMOVUPD 32(SI), Y5
	VMOVUPD 64(SI), Y6
	VMOVUPD 96(SI), Y7
	VADDPD 0(DX), Y4, Y4
	VADDPD 32(DX), Y5, Y5
	VADDPD 64(DX), Y6, Y6
	VADDPD 96(DX), Y7, Y7
	VMINPD Y4, Y0, Y0
	VMINPD Y5, Y1, Y1
	VMINPD Y6, Y2, Y2
	VMINPD Y7, Y3, Y3
	ADDQ $128, SI
	ADDQ $128, DX
	DECQ R8
	JNZ loop
fours:
	ANDQ $15, CX
	SHRQ $2, CX
	JZ fold
four:
	VMOVUPD 0(SI), Y4
	VADDPD 0(DX), Y4, Y4
	VMINPD Y4, Y0, Y0
	ADDQ $32, SI
	ADDQ $32, DX
	DECQ CX
	JNZ four
fold:
	VMINPD Y1, Y0, Y0
	VMINPD Y3, Y2, Y2
	VMINPD Y2, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMINPD X1, X0, X0
	VPERMILPD $1, X0, X1
	VMINPD X1, X0, X0
	VMOVSD X0, ret+48(FP)
	VZEROUPPER
	RET

// func find64(row, pen []float64, sum float64) int
TEXT ·find64(SB), NOSPLIT, $0-64
	MOVQ row_base+0(FP), SI
	MOVQ row_len+8(FP), CX
	MOVQ pen_base+24(FP), DX
	VBROADCASTSD sum+48(FP), Y0
	XORQ AX, AX
loop:
	CMPQ AX, CX
	JGE none
	VMOVUPD (SI)(AX*8), Y1
	VADDPD (DX)(AX*8), Y1, Y1
	VCMPPD $0, Y0, Y1, Y1
	VMOVMSKPD Y1, BX
	ADDQ $4, AX
	TESTL BX, BX
	JZ loop
	BSFL BX, BX
	LEAQ -4(AX)(BX*1), AX
	MOVQ AX, ret+56(FP)
	VZEROUPPER
	RET
none:
	MOVQ $-1, ret+56(FP)
	VZEROUPPER
	RET

// func lerp32(dst, a, b []float32, w float32)
TEXT ·lerp32(SB), NOSPLIT, $0-76
	MOVQ dst_base+0(FP), DI
	MOVQ dst_len+8(FP), CX
	MOVQ a_base+24(FP), SI
	MOVQ b_base+48(FP), DX
	VBROADCASTSS w+72(FP), Y0
	XORQ AX, AX
loop:
	VMOVUPS (SI)(AX*4), Y1
	VMOVUPS (DX)(AX*4), Y2
	VSUBPS Y1, Y2, Y2
	VMULPS Y2, Y0, Y2
	VADDPS Y2, Y1, Y1
	VMOVUPS Y1, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func lerp64(dst, a, b []float64, w float64)
TEXT ·lerp64(SB), NOSPLIT, $0-80
	MOVQ dst_base+0(FP), DI
	MOVQ dst_len+8(FP), CX
	MOVQ a_base+24(FP), SI
	MOVQ b_base+48(FP), DX
	VBROADCASTSD w+72(FP), Y0
	XORQ AX, AX
loop:
	VMOVUPD (SI)(AX*8), Y1
	VMOVUPD (DX)(AX*8), Y2
	VSUBPD Y1, Y2, Y2
	VMULPD Y2, Y0, Y2
	VADDPD Y2, Y1, Y1
	VMOVUPD Y1, (DI)(AX*8)
	ADDQ $4, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func larger32(dst, a, b []float32)
TEXT ·larger32(SB), NOSPLIT, $0-72
	MOVQ dst_base+0(FP), DI
	MOVQ dst_len+8(FP), CX
	MOVQ a_base+24(FP), SI
	MOVQ b_base+48(FP), DX
	XORQ AX, AX
loop:
	VMOVUPS (SI)(AX*4), Y1
	VMAXPS (DX)(AX*4), Y1, Y1
	VMOVUPS Y1, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func larger64(dst, a, b []float64)
TEXT ·larger64(SB), NOSPLIT, $0-72
	MOVQ dst_base+0(FP), DI
	MOVQ dst_len+8(FP), CX
	MOVQ a_base+24(FP), SI
	MOVQ b_base+48(FP), DX
	XORQ AX, AX
loop:
	VMOVUPD (SI)(AX*8), Y1
	VMAXPD (DX)(AX*8), Y1, Y1
	VMOVUPD Y1, (DI)(AX*8)
	ADDQ $4, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func ward32(dst, a, b, size []float32, s, t, ab float32)
TEXT ·ward32(SB), NOSPLIT, $0-108
	MOVQ dst_base+0(FP), DI
	MOVQ dst_len+8(FP), CX
	MOVQ a_base+24(FP), SI
	MOVQ b_base+48(FP), DX
	MOVQ size_base+72(FP), BX
	VBROADCASTSS s+96(FP), Y0
	VBROADCASTSS t+100(FP), Y1
	VBROADCASTSS ab+104(FP), Y2
	VADDPS Y1, Y0, Y3
	XORQ AX, AX
loop:
	VMOVUPS (BX)(AX*4), Y4
	VADDPS Y4, Y0, Y5
	VMULPS (SI)(AX*4), Y5, Y5
	VADDPS Y4, Y1, Y6
	VMULPS (DX)(AX*4), Y6, Y6
	VADDPS Y6, Y5, Y5
	VMULPS Y2, Y4, Y7
	VSUBPS Y7, Y5, Y5
	VADDPS Y4, Y3, Y8
	VDIVPS Y8, Y5, Y5
	VMOVUPS Y5, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func ward64(dst, a, b, size []float64, s, t, ab float64)
TEXT ·ward64(SB), NOSPLIT, $0-120
	MOVQ dst_base+0(FP), DI
	MOVQ dst_len+8(FP), CX
	MOVQ a_base+24(FP), SI
	MOVQ b_base+48(FP), DX
	MOVQ size_base+72(FP), BX
	VBROADCASTSD s+96(FP), Y0
	VBROADCASTSD t+104(FP), Y1
	VBROADCASTSD ab+112(FP), Y2
	VADDPD Y1, Y0, Y3
	XORQ AX, AX
loop:
	VMOVUPD (BX)(AX*8), Y4
	VADDPD Y4, Y0, Y5
	VMULPD (SI)(AX*8), Y5, Y5
	VADDPD Y4, Y1, Y6
	VMULPD (DX)(AX*8), Y6, Y6
	VADDPD Y6, Y5, Y5
	VMULPD Y2, Y4, Y7
	VSUBPD Y7, Y5, Y5
	VADDPD Y4, Y3, Y8
	VDIVPD Y8, Y5, Y5
	VMOVUPD Y5, (DI)(AX*8)
	ADDQ $4, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// Four rows by two registers of columns: for each k, two loads of b and four values of a.
#define MINPLUSROW(ap, lo, hi, SPREAD, ADD, MIN) \
	SPREAD (ap), Y10; \
	ADD Y8, Y10, Y11; \
	MIN Y11, lo, lo; \
	ADD Y9, Y10, Y10; \
	MIN Y10, hi, hi

#define MINPLUS(SPREAD, ADD, MIN, MOVE, bytes) \
	MOVE 0(DI), Y0; \
	MOVE 32(DI), Y1; \
	LEAQ (DI)(R8*1), AX; \
	MOVE 0(AX), Y2; \
	MOVE 32(AX), Y3; \
	ADDQ R8, AX; \
	MOVE 0(AX), Y4; \
	MOVE 32(AX), Y5; \
	ADDQ R8, AX; \
	MOVE 0(AX), Y6; \
	MOVE 32(AX), Y7; \
	LEAQ (SI)(R9*1), R11; \
	LEAQ (R11)(R9*1), R12; \
	LEAQ (R12)(R9*1), R13; \
loop: \
	MOVE 0(DX), Y8; \
	MOVE 32(DX), Y9; \
	MINPLUSROW(SI, Y0, Y1, SPREAD, ADD, MIN); \
	MINPLUSROW(R11, Y2, Y3, SPREAD, ADD, MIN); \
	MINPLUSROW(R12, Y4, Y5, SPREAD, ADD, MIN); \
	MINPLUSROW(R13, Y6, Y7, SPREAD, ADD, MIN); \
	ADDQ $bytes, SI; \
	ADDQ $bytes, R11; \
	ADDQ $bytes, R12; \
	ADDQ $bytes, R13; \
	ADDQ R10, DX; \
	DECQ CX; \
	JNZ loop; \
	MOVE Y0, 0(DI); \
	MOVE Y1, 32(DI); \
	ADDQ R8, DI; \
	MOVE Y2, 0(DI); \
	MOVE Y3, 32(DI); \
	ADDQ R8, DI; \
	MOVE Y4, 0(DI); \
	MOVE Y5, 32(DI); \
	ADDQ R8, DI; \
	MOVE Y6, 0(DI); \
	MOVE Y7, 32(DI); \
	VZEROUPPER; \
	RET

// func minPlus4x16(c, a, b *float32, cs, as, bs, inner int)
TEXT ·minPlus4x16(SB), NOSPLIT, $0-56
	MOVQ c+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ cs+24(FP), R8
	MOVQ as+32(FP), R9
	MOVQ bs+40(FP), R10
	MOVQ inner+48(FP), CX
	SHLQ $2, R8
	SHLQ $2, R9
	SHLQ $2, R10
	MINPLUS(VBROADCASTSS, VADDPS, VMINPS, VMOVUPS, 4)

// func minPlus4x8(c, a, b *float64, cs, as, bs, inner int)
TEXT ·minPlus4x8(SB), NOSPLIT, $0-56
	MOVQ c+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ cs+24(FP), R8
	MOVQ as+32(FP), R9
	MOVQ bs+40(FP), R10
	MOVQ inner+48(FP), CX
	SHLQ $3, R8
	SHLQ $3, R9
	SHLQ $3, R10
	MINPLUS(VBROADCASTSD, VADDPD, VMINPD, VMOVUPD, 8)
