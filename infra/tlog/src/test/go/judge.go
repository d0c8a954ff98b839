// Judge verifies a bundle that Muster wrote, with golang.org/x/mod/sumdb in place of Muster's own code.
//
//	judge verify FOLDER LOGKEY WITNESSKEY PROOFS   verifies signatures, tiles, entries and proofs
//	judge roots COUNT                              prints the roots of the trees of 1, 2, ... COUNT leaves "leaf 0", "leaf 1", ...
//	judge sign SIGNERKEY                           signs the text on standard input
package main

import (
	"bufio"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 5 && args[0] == "verify":
		return verify(args[1], args[2], args[3], args[4])
	case len(args) == 2 && args[0] == "roots":
		return roots(args[1])
	case len(args) == 2 && args[0] == "sign":
		return sign(args[1])
	}
	return errors.New("usage: verify | roots | sign")
}

// tiles are of height 8; Go puts the height into the path, C2SP does not.
type tiles string

func (t tiles) Height() int { return 8 }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(string(t), path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func verify(folder, logKey, witnessKey, proofs string) error {
	signed, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return err
	}
	verifier, err := note.NewVerifier(logKey)
	if err != nil {
		return err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return err
	}
	if err := cosigned(opened, witnessKey); err != nil {
		return err
	}
	tree, err := parse(opened.Text)
	if err != nil {
		return err
	}
	hashes := tlog.TileHashReader(tree, tiles(folder))
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return errors.New("the tiles have another root")
	}
	if err := entries(folder, tree, hashes); err != nil {
		return err
	}
	count, err := prove(proofs, tree, hashes)
	if err != nil {
		return err
	}
	fmt.Println("verified:", tree.N, "events,", count, "proofs")
	return nil
}

func parse(text string) (tlog.Tree, error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 {
		return tlog.Tree{}, errors.New("not a checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// cosigned verifies an Ed25519 cosignature as c2sp.org/tlog-cosignature says, with Go's standard library.
func cosigned(opened *note.Note, key string) error {
	parts := strings.SplitN(key, "+", 3)
	if len(parts) != 3 {
		return errors.New("not a witness's key")
	}
	public, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(public) != 33 || public[0] != 4 {
		return errors.New("not a witness's Ed25519 key")
	}
	hash := sha256.Sum256(append([]byte(parts[0]+"\n"), public...))
	id := binary.BigEndian.Uint32(hash[:])
	if fmt.Sprintf("%08x", id) != parts[1] {
		return errors.New("the witness's key has another id")
	}
	for _, line := range opened.UnverifiedSigs {
		if line.Name != parts[0] || line.Hash != id {
			continue
		}
		sig, err := base64.StdEncoding.DecodeString(line.Base64)
		if err != nil || len(sig) != 4+8+64 {
			return errors.New("not a cosignature")
		}
		time := binary.BigEndian.Uint64(sig[4:])
		message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, opened.Text)
		if !ed25519.Verify(public[1:], []byte(message), sig[12:]) {
			return errors.New("the cosignature is wrong")
		}
		return nil
	}
	return errors.New("not cosigned")
}

func entries(folder string, tree tlog.Tree, hashes tlog.HashReader) error {
	for first := int64(0); first < tree.N; first += 256 {
		width := 256
		if tree.N-first < 256 {
			width = int(tree.N - first)
		}
		tile := tlog.Tile{H: 8, L: 0, N: first / 256, W: width}
		path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
		data, err := os.ReadFile(filepath.Join(folder, path))
		if err != nil {
			return err
		}
		var leaves []tlog.Hash
		var indexes []int64
		for i := 0; i < width; i++ {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				return fmt.Errorf("%s ends too early", path)
			}
			end := 2 + int(binary.BigEndian.Uint16(data))
			leaves = append(leaves, tlog.RecordHash(data[2:end]))
			indexes = append(indexes, tlog.StoredHashIndex(0, first+int64(i)))
			data = data[end:]
		}
		if len(data) > 0 {
			return fmt.Errorf("%s goes on", path)
		}
		logged, err := hashes.ReadHashes(indexes)
		if err != nil {
			return err
		}
		for i := range leaves {
			if leaves[i] != logged[i] {
				return fmt.Errorf("event %d is another one", first+int64(i)+1)
			}
		}
	}
	return nil
}

// prove checks Muster's proofs, a line each, and that Go makes the same ones from the tiles.
func prove(file string, tree tlog.Tree, hashes tlog.HashReader) (int, error) {
	in, err := os.Open(file)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	count := 0
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if len(words) < 3 {
			return count, errors.New("not a proof")
		}
		n, err := strconv.ParseInt(words[1], 10, 64)
		if err != nil {
			return count, err
		}
		var all []tlog.Hash
		for _, word := range words[2:] {
			hash, err := tlog.ParseHash(word)
			if err != nil {
				return count, err
			}
			all = append(all, hash)
		}
		subject, proof := all[0], all[1:]
		var own []tlog.Hash
		switch words[0] {
		case "inclusion": // index, leaf, proof
			if err := tlog.CheckRecord(proof, tree.N, tree.Hash, n, subject); err != nil {
				return count, err
			}
			own, err = tlog.ProveRecord(tree.N, n, hashes)
		case "consistency": // older size, its root, proof
			if err := tlog.CheckTree(proof, tree.N, tree.Hash, n, subject); err != nil {
				return count, err
			}
			own, err = tlog.ProveTree(tree.N, n, hashes)
		default:
			return count, errors.New("not a proof")
		}
		if err != nil {
			return count, err
		}
		if fmt.Sprint(own) != fmt.Sprint(proof) {
			return count, fmt.Errorf("Go proves %s %d otherwise", words[0], n)
		}
		count++
	}
	return count, lines.Err()
}

type memory []tlog.Hash

func (m memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var all []tlog.Hash
	for _, index := range indexes {
		all = append(all, m[index])
	}
	return all, nil
}

func roots(count string) error {
	n, err := strconv.ParseInt(count, 10, 64)
	if err != nil {
		return err
	}
	var stored memory
	for i := int64(0); i < n; i++ {
		more, err := tlog.StoredHashes(i, []byte(fmt.Sprintf("leaf %d", i)), stored)
		if err != nil {
			return err
		}
		stored = append(stored, more...)
		root, err := tlog.TreeHash(i+1, stored)
		if err != nil {
			return err
		}
		fmt.Println(root)
	}
	return nil
}

func sign(key string) error {
	signer, err := note.NewSigner(key)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	signed, err := note.Sign(&note.Note{Text: string(text)}, signer)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(signed)
	return err
}
