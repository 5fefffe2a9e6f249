using System.Runtime.CompilerServices;
using Atiende.Organizations;
using Atiende.Packs.Model;

namespace Atiende.PhoneBook;

/// <summary>The directory of the current organisation's pack.</summary>
internal sealed class PackPhoneBook(IOrganizations organizations) : IPhoneBook
{
    // An index lives as long as the pack it was made of.
    private static readonly ConditionalWeakTable<Pack, PhoneIndex> Indexes = [];

    public PhoneBookAnswer Search(string? text, PhoneBookKind? kind, int most) =>
        Indexes.GetValue(organizations.Current.Pack, pack => new PhoneIndex(pack)).Search(text, kind, most);
}
