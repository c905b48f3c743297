// Recorded from the real releases by scripts/record-known-entries.ts: digests of parts of Makefiles, of images and of comments.
export const KNOWN_ENTRIES = `
comments		nZ_HPF_7 ZdDqeThI Wyw99KQm W6kS9ZdG kww1pYjI bU50nKb2 UprIJlrl RvXZeOxA xtR4SCh_ DNVtWABw xRFf454J 47xKmp-n TD2Yy3fl 7ei2-cmv ND3c9xlg 3Ic85231 br8cD3WF wpWMNjKB 6v3af2Hs k4xl6ueP Wk8FLQoM O3tR6ImT 8pSuZZWM EEVDqmcl mcluStqI NSMmud4r GVobTwc4 nq19iN95 7fk1vpHJ DUAZlc3g obayaTMp qvEp0HmW f84_RFHv MemM-eR8 nxSxi_Te NS2pn8f3 wse40ET5 M53y4O8V PuETcsHA y5Mxngr2 cINDnkfp TYacY-3d nvbWjRLX plk05Rr3 bd9cXcps znU9Mmtv fTQH_WTU 1wETntrv qqe-sl0P vLLpTX2E t9e84OHI FH7A4GgJ yCXs6gWf jgLQGef6 bFa7W3wi kYr5ucQg qlaTxbHV BtFVYpdT RfqLwTvv JY0-_seU GIN_CVwj hslKz4qm PsF5JgA9 V2lb9DGV 1V0r_xNP dCpbhclN p4yHs3ys ly6c5vNx x5xFZjR7 HndrOM6h 8sjrGkQq zCNXlAwt UMBjRaPu URDaPscs 31swFfZ6 taaWFjfP 4QgD4kuy G7YTw3PE _4kGi1XF OkueyZaw mtbp9ouT 5e7ecqHP GH-be9br 0GiIF4s8 NGiF7Cdl 14gpm_SL tkDtAasT hasRygML eY3HunHr 3r0uWBU3 bDD53F_O 5SnV01WU Ehu2SHv2 gU7Jc7me hKkUbrOQ 54EkqV4O LK5mqqve bLPrQaXe DzRfvdyQ KXAyposd mlwvSHmD MYFCuAua iszCVncb Ve5Ec1pk 9fFViXfU 1tBRJymr rZ3VZPYV kJ0-1UNr PVQN9ouw kZ0nxnpd zd2jslNQ 4GeWXroF unL4dcl1 M23grUdh sevzLCEu dcPEiBgm 47Btmel8 IbTAvIHc 0l5LzYPF Lo4xKVhc iubBLfNC
recipe	define go-get-tool	bl3IzXNL,Xg6kiDZx,LfvP5PW1,xrYLct4Z,4EHGjrrK,FJJpXdwg,bpIMVsX_,eUseHUVv,NzC8Qb9g,cKhI76CR
recipe	define go-install-tool	bl3IzXNL,x9BLP1ty,1k8WWh2_,FJJpXdwg,az7W1EVS,paNjWja_,NzC8Qb9g,cKhI76CR Gsm2mL0H,x9BLP1ty,1k8WWh2_,FJJpXdwg,65_raQng,az7W1EVS,4YseB4uD,vsuY9uIo,Thtt-sRq,cKhI76CR SuvFU6MN,x9BLP1ty,1k8WWh2_,FJJpXdwg,O0tgfD37,az7W1EVS,4YseB4uD,vsuY9uIo,jUmQ4PV7,cKhI76CR SuvFU6MN,x9BLP1ty,1k8WWh2_,FJJpXdwg,O0tgfD37,az7W1EVS,5l4Dlbvo,vsuY9uIo,jUmQ4PV7,cKhI76CR
recipe	define gomodver	kLcT_zyd,cKhI76CR
recipe	script .devcontainer/post-install.sh	hasRygML,Uvvq5O4a,IDqLxNRD,9nbI8OJc,Jbqf0bs5,09KTqMu7,pzIEBvYp,fPKZhAxz,3NwE56Qc,RwTt5t1W,uACyw1bb,5iolPLK6,8M7qYR1q,Wjml7a-k,p1SrB1r4,G6VCsJ9L,LgrDfTGr,HCxnxbnp hasRygML,Uvvq5O4a,pul9DdAz,9nbI8OJc,Jbqf0bs5,HHzTw2X3,pzIEBvYp,fPKZhAxz,3NwE56Qc,potma1x-,uACyw1bb,5iolPLK6,8M7qYR1q,Wjml7a-k,p1SrB1r4,G6VCsJ9L,LgrDfTGr,HCxnxbnp hasRygML,UXr8FKRR,a7c63jND,yJnjOuK1,Y3KWYBX_,qRnrjqH3,9nbI8OJc,Jbqf0bs5,cA5FH41_,AXYhWkTc,lQgBXyYw,pzIEBvYp,fPKZhAxz,cA5FH41_,D2bkjbyd,3NwE56Qc,Ued1aXGw,uACyw1bb,5iolPLK6,cA5FH41_,aYXLowYB,_pEkvWUF,STq4TtbQ,cA5FH41_,bDuwXmbq,LIRI2lYT,cA5FH41_,k6SqYDiF,RGnvb_7g,q9wyLY1a,Yz-LX9vq,Wjml7a-k,p1SrB1r4,HCxnxbnp,G6VCsJ9L,LgrDfTGr,zmUKjI4F hasRygML,UXr8FKRR,NMXGaawg,dycQumLU,NMXGaawg,ynvNQEgT,8aeBr1kw,XODSJPJn,cA5FH41_,6OG3dQ6M,aE3N4fyj,QyBvLIhF,b8wpL5mA,UXB54Nu9,MQT-4HZ6,hb-HFfkK,lMJOlkO2,XFmXSFGM,hb-HFfkK,7LrdkU7x,E7yMUY_x,MQT-4HZ6,hb-HFfkK,A2FyDwi3,4hFmmOLj,6OG3dQ6M,TwTtj2mK,bs36Wca_,TwTtj2mK,2QVn0iCX,S57b6ltC,c-l-O_fW,Jt8bh-Wq,cA5FH41_,6OG3dQ6M,TwTtj2mK,B_7Cjt0S,TwTtj2mK,Y3KWYBX_,PRAuKPCw,yNXI1ant,yInGDpKl,-YUIPJp-,cA5FH41_,0G51c0DR,GTMK81Bp,-Qk_e733,JPiJZuEH,E8WCE0cI,cA5FH41_,cA5FH41_,AXYhWkTc,oxBW0Yn2,etNybH92,D_-Wl5qJ,VkyVAdrD,cA5FH41_,tvUY9VfV,srUlNL2V,g1wlXxKo,JPiJZuEH,tKUmIRpU,cA5FH41_,cA5FH41_,D2bkjbyd,uV5IQ3Cf,TjZO9xqb,wRTU8YiN,74tlv-H-,lk3oj0yA,cA5FH41_,LQdm8Q0V,cyErO74W,6yDbWBRC,JPiJZuEH,Mu992CP1,cA5FH41_,cA5FH41_,hISAAdKb,Yz1AmT8P,mnHcQWbG,JPiJZuEH,ftaC0b7M,cA5FH41_,cA5FH41_,6OG3dQ6M,TwTtj2mK,cFksH8F6,TwTtj2mK,7VUFwG0E,aYXLowYB,_pEkvWUF,eSqPu8uI,STq4TtbQ,cA5FH41_,QLTPL4pv,LIRI2lYT,cA5FH41_,k6SqYDiF,RGnvb_7g,RXRxy6vs,yjt4CObo,Dx8L3WiE,JPiJZuEH,NVaAkoxK,cA5FH41_,cA5FH41_,6OG3dQ6M,TwTtj2mK,P4Mhn-yb,TwTtj2mK,Wjml7a-k,p1SrB1r4,HCxnxbnp,G6VCsJ9L,LgrDfTGr,6OG3dQ6M,NMXGaawg,zmUKjI4F,NMXGaawg,GLNtoVnD,Swh6tpMd
recipe	target $(CONTROLLER_GEN)	0Ay5RnrL s-ThJX0V VmgjsvQv,0Ay5RnrL mFhJh3VX
recipe	target $(ENVTEST)	R63KxR7j MLOLuyaU uPMTa9iw
recipe	target $(GOLANGCI_LINT)	iMcDCxaW Sz_PiFzN Sz_PiFzN,ZIyNyhGP,FJJpXdwg,jtRzOWFn,ZtcRFqvg,DHFLPgr6
recipe	target $(KUSTOMIZE)	yWhpd2wE eN0I_uXY 3riumeu3 8YTsoVSZ,FJJpXdwg,IVVvQ8A5,cA5FH41_,3riumeu3 8YTsoVSZ,FJJpXdwg,IVVvQ8A5,cA5FH41_,sLGJDWdT 8YTsoVSZ,FJJpXdwg,IVVvQ8A5,cA5FH41_,VA769K4L i9heGT8b
recipe	target $(LOCALBIN)	Kg6QGOas
recipe	target build	9kpUWEEH 2PGL-Wxy
recipe	target build-installer	dPMxhsoF,yLr21TqG,VjYNd0sw,cA5FH41_,FJJpXdwg,L38XKHZq,L5Oc23ed dPMxhsoF,L38XKHZq,XZx2Vaiu
recipe	target cleanup-test-e2e	eJ39kURV
recipe	target controller-gen	9SxcBMS9 w2G3n29H QkVvjvWn
recipe	target deploy	L38XKHZq,XSMuQhXC L38XKHZq,q55bcqBi
recipe	target docker-build	a7ewXeh6 e5qMijnw
recipe	target docker-buildx	vmcGMMXL,tPDCEeb4,K4fgE4aF,B5i89--0,x3WNTWNI,pYe2oMbM vmcGMMXL,tPDCEeb4,K4fgE4aF,7q52rJrA,x3WNTWNI,pYe2oMbM vmcGMMXL,BISKz8Ad,4QrstHY6,OHj70Rc2,U3ip42wK,pYe2oMbM
recipe	target docker-push	-Y7e6-RC WIHQu77m
recipe	target envtest	1cB5N7og
recipe	target fmt	m0usp7TR
recipe	target generate	SKNOHJEP 7deQ4yus
recipe	target golangci-lint	CM5dROTB,Xg6kiDZx,Kw2qzRCT,NzC8Qb9g
recipe	target help	XNLfLNh6
recipe	target install	xZU-Uefj 6qwiiJPc f9FO6OEm,mt90G9FL
recipe	target kustomize	YRn5u65G
recipe	target lint	7-_0EGIL
recipe	target lint-config	vr2NvsHz
recipe	target lint-fix	oD0OJhof
recipe	target manifests	9Yu_GxWa 5HPVaXP0
recipe	target run	qJT3nLnI Iam-V2uj
recipe	target setup-envtest	FJJpXdwg,q-InYEkp,FJJpXdwg,GytBSycv,NzC8Qb9g
recipe	target setup-test-e2e	1Ic06exB,FJJpXdwg,GytBSycv,NzC8Qb9g,nt226pOp 1Ic06exB,FJJpXdwg,GytBSycv,NzC8Qb9g,aRZqZpTl,uocjbSMI,FJJpXdwg,7LrdkU7x,FJJpXdwg,92v5t7L8,A2FyDwi3
recipe	target test	1H3YIE9b,_s9TGBPN,xs60DeJ5 1H3YIE9b,3VuMkKT-,xs60DeJ5 EWPSdBrk AOrQW0UR HFoXUOxB
recipe	target test-e2e	fHRt-T3s NkfRe1cc,FJJpXdwg,GytBSycv,NzC8Qb9g,zms_tBdB,FJJpXdwg,GytBSycv,NzC8Qb9g,fHRt-T3s 1Ic06exB,FJJpXdwg,GytBSycv,NzC8Qb9g,aqEa_e0V,FJJpXdwg,GytBSycv,NzC8Qb9g,fHRt-T3s XSrod_Tn,BUK0Y0Vv NwxGV52K,BUK0Y0Vv
recipe	target undeploy	QIG8BjMK oo9rl_tc dn5wSFk_
recipe	target uninstall	9CcOgTaJ IVLkXfwC cBOXqkT3 f9FO6OEm,6xyXI0Te
recipe	target vet	CVzsI8Hp
value	image	Q5qXCabK 66dA8rjK BCq7ENrv USHmhKNa kF0qzEPY BJAF9X1w pPdahtUN
value	variable .SHELLFLAGS	D4um2o3C
value	variable CONTAINER_TOOL	tTXCX9KO
value	variable CONTROLLER_GEN	YzSa6A6Y 0fQ4XTSd 3hrbpYMz
value	variable CONTROLLER_TOOLS_VERSION	tlylcmOz 72AD89Vw q5irQaqO gYrsvSXq NuKoTGqc O8rM-Euq nk96IhKv nBf6XKXd
value	variable CRD_OPTIONS	5PSq5-aj
value	variable ENVTEST	GF6rV7a_ W1yTg1cK vbjRhUZt
value	variable ENVTEST_ASSETS_DIR	nQ5_DWhQ
value	variable ENVTEST_K8S_VERSION	tN-L3YFW R-b017li lsDwDoP8 jT8aY6Ml OIP9hb5r mkc6qs4f 6ZVg1Ipo 5yQdIKD8 kqsHDTYE 4awf0OPw L3izBBPu
value	variable ENVTEST_VERSION	mhbnHqSo 9FEo6ICM IYmsxiyZ
value	variable GOBIN	Wm6p2-1y
value	variable GOBIN (2)	sYHhU2Mv
value	variable GOLANGCI_LINT	GtNdlWs5 cVcnfevo T_T4ATbl
value	variable IMG	c2PRyc4c
value	variable KUBECTL	ZS0JYTQC
value	variable KUSTOMIZE	razqxUjM FhPa1cys Yh6v1Xhe
value	variable KUSTOMIZE_INSTALL_SCRIPT	we6xnc5x
value	variable KUSTOMIZE_VERSION	mz5Lzg8W 2msZV4y4 2tf1e2GD xIxxgH4Q PsGC3wzd SeldkD06
value	variable LOCALBIN	38Tj8kSf
value	variable PLATFORMS	AGPvKwU3
value	variable PROJECT_DIR	HTqSrdte
value	variable SHELL	JN6MpspG
value	variable YEAR	I6u0NUmH
value	variable ignore-not-found	7ZPLsA8R
`;
