using Plumb.Text;
using Xunit;

namespace Plumb.Core.Tests.Text;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("https://user:pass@host/x", "https://user:****@host/x")]
    [InlineData("/site-packages/https:/u:p@host/x", "/site-packages/https:/u:****@host/x")]
    [InlineData("C:/Users/a@b/x", "C:/Users/a@b/x")]
    [InlineData("see https://token@host.", "see https://****@host.")]
    [InlineData("git+https://u:p%40@git.example/o/r.git@v1", "git+https://u:****@git.example/o/r.git@v1")]
    [InlineData("https://u:p@ss@host/x", "https://u:****@host/x")]
    [InlineData("https://u:p/a?s#s@host/x", "https://u:****@host/x")]
    [InlineData("https://h/x?token=abc&b=1", "https://h/x?token=****&b=1")]
    [InlineData("https://h/x?X-Amz-Signature=abc", "https://h/x?X-Amz-Signature=****")]
    [InlineData("https://h/x?sig=a%2Fb#c", "https://h/x?sig=****#c")]
    [InlineData("Authorization: Bearer abc.def", "Authorization: Bearer ****")]
    [InlineData("PIP_PASSWORD='hunter2' pip", "PIP_PASSWORD='****' pip")]
    [InlineData("{\"api_key\": \"abc\"}", "{\"api_key\": \"****\"}")]
    [InlineData("HF hf_abcdefghijklmnopqrst end", "HF **** end")]
    public void A_secret_is_masked_and_the_rest_stays(string text, string expected) =>
        Assert.Equal(expected, Redaction.Redact(text));

    [Theory]
    [InlineData("")]
    [InlineData("git+ssh://git@git.example/o/r.git")]
    [InlineData("https://host:8080/path@v1")]
    [InlineData("six @ https://dl.example/six-1.0-py3-none-any.whl#sha256=aabb")]
    [InlineData("sk-learn and npm_config are words")]
    [InlineData("the author=me")]
    public void A_text_without_secrets_is_the_same(string text) => Assert.Same(text, Redaction.Redact(text));

    [Fact]
    public void Redacting_twice_changes_nothing_more()
    {
        var once = Redaction.Redact("https://user:pass@host/?token=abc");

        Assert.Same(once, Redaction.Redact(once));
    }

    [Theory]
    [InlineData("//a:b")]
    [InlineData("://a:b/")]
    [InlineData("token=")]
    [InlineData("hf_")]
    public void A_megabyte_of_one_piece_is_no_trouble(string piece) =>
        Assert.NotEmpty(Redaction.Redact(string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length))));
}
