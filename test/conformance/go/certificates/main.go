// Writes ca.crt, and a certificate for 127.0.0.1 that the CA signed (tls.crt, tls.key), into the directory given.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"log"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

func main() {
	directory := os.Args[1]
	ca := template("test CA")
	ca.IsCA = true
	ca.BasicConstraintsValid = true
	ca.KeyUsage = x509.KeyUsageCertSign
	caKey := newKey()
	caBytes := sign(ca, ca, caKey, caKey)

	serving := template("test")
	serving.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
	serving.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	key := newKey()
	certificate := sign(serving, ca, key, caKey)
	keyBytes, err := x509.MarshalECPrivateKey(key)
	check(err)

	write(filepath.Join(directory, "ca.crt"), "CERTIFICATE", caBytes)
	write(filepath.Join(directory, "tls.key"), "EC PRIVATE KEY", keyBytes)
	write(filepath.Join(directory, "tls.crt"), "CERTIFICATE", certificate)
}

func template(name string) *x509.Certificate {
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	check(err)
	return &x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(24 * time.Hour),
	}
}

func newKey() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	return key
}

func sign(certificate, parent *x509.Certificate, key, parentKey *ecdsa.PrivateKey) []byte {
	bytes, err := x509.CreateCertificate(rand.Reader, certificate, parent, &key.PublicKey, parentKey)
	check(err)
	return bytes
}

func write(path, kind string, bytes []byte) {
	check(os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}), 0o600))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
