using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>The built-in record store: records, what they are searched by, and their changes.</summary>
[DbContext(typeof(Db)), Migration("20261122095000_Records")]
public sealed class Records : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateRecords(migrationBuilder);
        CreateSearched(migrationBuilder);
        migrationBuilder.CreateTable("RecordChanges", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            RecordId = t.Column<Guid>(),
            Key = t.Column<string>(maxLength: 120),
            At = t.Column<DateTimeOffset>(type: Instant),
            By = t.Column<string>(maxLength: 120),
            Before = t.Column<string>(type: Json),
            After = t.Column<string>(type: Json),
        }, constraints: t => t.PrimaryKey("PK_RecordChanges", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateIndex("IX_RecordChanges_OrganizationId_Key", "RecordChanges", ["OrganizationId", "Key"], unique: true);
        migrationBuilder.CreateIndex("IX_RecordChanges_OrganizationId_RecordId_Id", "RecordChanges", ["OrganizationId", "RecordId", "Id"]);
    }

    private void CreateRecords(MigrationBuilder m)
    {
        m.CreateTable("Records", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            System = t.Column<string>(maxLength: 60),
            Type = t.Column<string>(maxLength: 60),
            State = t.Column<string>(maxLength: 60, nullable: true),
            Facts = t.Column<string>(type: Json),
            CreatedAt = t.Column<DateTimeOffset>(type: Instant),
            ChangedAt = t.Column<DateTimeOffset>(type: Instant),
            ChangedBy = t.Column<string>(maxLength: 120),
            Origin = t.Column<string>(maxLength: 60),
            OriginHash = t.Column<string>(maxLength: 64, nullable: true),
            Revision = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_Records", x => new { x.OrganizationId, x.Id }));
        m.CreateIndex("IX_Records_OrganizationId_System_Type_Id", "Records", ["OrganizationId", "System", "Type", "Id"]);
        m.CreateIndex("IX_Records_OrganizationId_Origin", "Records", ["OrganizationId", "Origin"]);
    }

    private void CreateSearched(MigrationBuilder m)
    {
        m.CreateTable("RecordKeys", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Value = t.Column<string>(maxLength: 100, collation: Ordinal),
            Scope = t.Column<string>(maxLength: 121),
            Field = t.Column<string>(maxLength: 60),
            RecordId = t.Column<Guid>(),
        }, constraints: t => t.PrimaryKey("PK_RecordKeys", x => new { x.OrganizationId, x.Value, x.Scope, x.Field, x.RecordId }));
        m.CreateIndex("IX_RecordKeys_OrganizationId_RecordId", "RecordKeys", ["OrganizationId", "RecordId"]);

        m.CreateTable("RecordWords", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Word = t.Column<string>(maxLength: 40, collation: Ordinal),
            Scope = t.Column<string>(maxLength: 121),
            RecordId = t.Column<Guid>(),
        }, constraints: t => t.PrimaryKey("PK_RecordWords", x => new { x.OrganizationId, x.Word, x.Scope, x.RecordId }));
        m.CreateIndex("IX_RecordWords_OrganizationId_RecordId_Word", "RecordWords", ["OrganizationId", "RecordId", "Word"]);
    }
}
