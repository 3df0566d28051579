"""Writes a llama model of half a megabyte with weights made up at random: python tiny_model.py FILE.

What it says is noise; how many tokens it says it took and gave is real."""
import sys

import gguf
import numpy

WIDTH, HEADS, BLOCKS, INNER, CONTEXT = 64, 4, 2, 128, 32768
SPECIAL = ["<unk>", "<s>", "</s>"]
TOKENS = SPECIAL + [f"<0x{byte:02X}>" for byte in range(256)] + [chr(c) for c in range(97, 123)]
KINDS = [gguf.TokenType.UNKNOWN] + [gguf.TokenType.CONTROL] * 2 + [gguf.TokenType.BYTE] * 256
KINDS += [gguf.TokenType.NORMAL] * (len(TOKENS) - len(KINDS))
TEMPLATE = "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}"


def describe(writer):
    writer.add_name("tiny")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(BLOCKS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(TOKENS))


def add_tokens(writer):
    writer.add_tokenizer_model("llama")
    writer.add_token_list(TOKENS)
    writer.add_token_scores([-float(place) for place in range(len(TOKENS))])
    writer.add_token_types(KINDS)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_chat_template(TEMPLATE)


def add_weights(writer, random):
    def matrix(name, rows, columns):
        writer.add_tensor(name, random.normal(0, 0.3, (rows, columns)).astype(numpy.float32))

    def norm(name):
        writer.add_tensor(name, numpy.ones(WIDTH, numpy.float32))

    matrix("token_embd.weight", len(TOKENS), WIDTH)
    matrix("output.weight", len(TOKENS), WIDTH)
    norm("output_norm.weight")
    for block in range(BLOCKS):
        for part in ["attn_q", "attn_k", "attn_v", "attn_output"]:
            matrix(f"blk.{block}.{part}.weight", WIDTH, WIDTH)
        matrix(f"blk.{block}.ffn_gate.weight", INNER, WIDTH)
        matrix(f"blk.{block}.ffn_up.weight", INNER, WIDTH)
        matrix(f"blk.{block}.ffn_down.weight", WIDTH, INNER)
        norm(f"blk.{block}.attn_norm.weight")
        norm(f"blk.{block}.ffn_norm.weight")


def write(path):
    writer = gguf.GGUFWriter(path, "llama")
    describe(writer)
    add_tokens(writer)
    add_weights(writer, numpy.random.default_rng(1))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    write(sys.argv[1])
